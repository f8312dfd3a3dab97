package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import java.nio.file.Path;

/** A part that does what another does, but for what a test changes. */
public class DelegatingProcess implements ManagedProcess {

  private final ManagedProcess part;

  /** One that does what this part does. */
  public DelegatingProcess(ManagedProcess part) {
    this.part = part;
  }

  @Override
  public String name() {
    return part.name();
  }

  @Override
  public String url() {
    return part.url();
  }

  @Override
  public Path log() {
    return part.log();
  }

  @Override
  public Child launch() {
    return part.launch();
  }

  @Override
  public void awaitReady(Child child) {
    part.awaitReady(child);
  }
}
