package io.meanstream.schedule.queue;

import io.meanstream.schedule.batch.BatchProcess;
import io.meanstream.schedule.batch.BatchStarter;
import io.meanstream.schedule.run.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Starts fake processes that exit when the test says so. */
public final class ScriptedBatch implements BatchStarter {

  private static final int SIGTERM = 143;
  private static final int SIGKILL = 137;

  private final List<Scripted> started = new ArrayList<>();
  private Optional<String> fault = Optional.empty();

  /** A fake process. */
  static final class Scripted implements BatchProcess {

    private final Run run;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private List<String> lines = List.of();
    private boolean ignoresSigterm;
    private boolean terminated;

    private Scripted(Run run) {
      this.run = run;
    }

    Run run() {
      return run;
    }

    /** Writes these lines and exits. */
    void exit(int code, String... said) {
      lines = List.of(said);
      exit.complete(code);
    }

    /** Makes it ignore SIGTERM. */
    void ignoreSigterm() {
      ignoresSigterm = true;
    }

    boolean wasTerminated() {
      return terminated;
    }

    boolean isAlive() {
      return !exit.isDone();
    }

    @Override
    public CompletionStage<Integer> exit() {
      return exit;
    }

    @Override
    public void terminate() {
      terminated = true;
      if (!ignoresSigterm) {
        exit.complete(SIGTERM);
      }
    }

    @Override
    public void kill() {
      exit.complete(SIGKILL);
    }

    @Override
    public List<String> lastLines() {
      return lines;
    }

    @Override
    public void clear(boolean keepLog) {
      // there are no files
    }
  }

  @Override
  public void clearOld() {
    // there are no files
  }

  @Override
  public BatchProcess start(Run run) throws IOException {
    if (fault.isPresent()) {
      throw new IOException(fault.get());
    }
    Scripted process = new Scripted(run);
    started.add(process);
    return process;
  }

  /** Makes the next starts fail. */
  void failWith(String message) {
    fault = Optional.of(message);
  }

  /** All started processes, in order. */
  List<Scripted> started() {
    return started;
  }

  /** The datasets of the running processes. */
  public List<String> alive() {
    return started.stream().filter(Scripted::isAlive).map(it -> it.run().dataset()).toList();
  }

  /** The last started process. */
  Scripted last() {
    return started.get(started.size() - 1);
  }
}
