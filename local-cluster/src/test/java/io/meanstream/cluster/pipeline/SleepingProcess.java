package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.ClassPaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A real process that does nothing until it is ended. */
public final class SleepingProcess implements ManagedProcess {

  private static final String READY = "sleeping";

  private final Path folder;

  /** One that logs into a folder. */
  public SleepingProcess(Path folder) {
    this.folder = folder;
  }

  /** The process. */
  public static void main(String[] args) throws InterruptedException {
    System.out.println(READY);
    new CountDownLatch(1).await();
  }

  @Override
  public String name() {
    return "sleeper";
  }

  @Override
  public String url() {
    return "nowhere";
  }

  @Override
  public Path log() {
    return folder.resolve("sleeper.log");
  }

  @Override
  public Child launch() {
    return ChildCommand.ofMain(name(), SleepingProcess.class.getName())
        .classPath(List.of(Path.of("target/test-classes").toAbsolutePath(), ClassPaths.own()))
        .classPath(List.of(Path.of("target/classes").toAbsolutePath()))
        .heap("16m")
        .log(log())
        .start();
  }

  @Override
  public void awaitReady(Child child) {
    child.awaitLine(READY, Duration.ofSeconds(60));
  }
}
