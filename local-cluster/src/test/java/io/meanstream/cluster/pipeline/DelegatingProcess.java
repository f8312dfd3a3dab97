package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import java.nio.file.Path;

/** Delegates to another process, except for what a test overrides. */
public class DelegatingProcess implements ManagedProcess {

  private final ManagedProcess process;

  /** Delegates to this process. */
  public DelegatingProcess(ManagedProcess process) {
    this.process = process;
  }

  @Override
  public String name() {
    return process.name();
  }

  @Override
  public String url() {
    return process.url();
  }

  @Override
  public Path log() {
    return process.log();
  }

  @Override
  public Child launch() {
    return process.launch();
  }

  @Override
  public void awaitReady(Child child) {
    process.awaitReady(child);
  }
}
