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

/** Processes that are none, and end when a test says so. */
public final class ScriptedBatch implements BatchStarter {

  private static final int SIGTERM = 143;
  private static final int SIGKILL = 137;

  private final List<Scripted> started = new ArrayList<>();
  private Optional<String> fault = Optional.empty();

  /** One of them. */
  static final class Scripted implements BatchProcess {

    private final Run run;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private List<String> lines = List.of();
    private boolean deaf;
    private boolean terminated;

    private Scripted(Run run) {
      this.run = run;
    }

    Run run() {
      return run;
    }

    /** It says this and ends. */
    void exit(int code, String... said) {
      lines = List.of(said);
      exit.complete(code);
    }

    /** It does not end on SIGTERM. */
    void deafen() {
      deaf = true;
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
      if (!deaf) {
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
      // there is nothing
    }
  }

  @Override
  public void clearOld() {
    // there is nothing
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

  /** Has the next starts fail. */
  void breakWith(String message) {
    fault = Optional.of(message);
  }

  /** All that were started, in order. */
  List<Scripted> started() {
    return started;
  }

  /** The datasets of the processes that are there. */
  public List<String> alive() {
    return started.stream().filter(Scripted::isAlive).map(it -> it.run().dataset()).toList();
  }

  /** The one that was started last. */
  Scripted last() {
    return started.get(started.size() - 1);
  }
}
