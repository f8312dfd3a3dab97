package io.meanstream.schedule.batch;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** A Spark driver as a child process. */
final class SparkProcess implements BatchProcess {

  private static final int LAST_LINES = 20;

  private final Process process;
  private final RunFolder folder;

  SparkProcess(Process process, RunFolder folder) {
    this.process = process;
    this.folder = folder;
  }

  @Override
  public CompletionStage<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  @Override
  public void terminate() {
    // not Process.destroy: it also closes the pipe, which the driver would take for our death
    process.toHandle().destroy();
  }

  @Override
  public void kill() {
    List<ProcessHandle> below = process.descendants().toList();
    process.toHandle().destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public List<String> lastLines() {
    return folder.lastLines(LAST_LINES);
  }

  @Override
  public void clear(boolean keepLog) {
    folder.close(keepLog);
  }
}
