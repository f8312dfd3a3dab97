package io.meanstream.cluster.pipeline;

/** How many processes there are of what the pipeline cannot do without. */
public enum Topology {
  /** One broker: soon up, but nothing goes on without it. */
  SINGLE,
  /** Two brokers and a third vote: one of the three may be lost. */
  FULL
}
