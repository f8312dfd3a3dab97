package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import java.nio.file.Path;

/** A process that does what another does, but for what a test changes. */
public class DelegatingProcess implements ManagedProcess {

  private final ManagedProcess process;

  /** One that does what this process does. */
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
