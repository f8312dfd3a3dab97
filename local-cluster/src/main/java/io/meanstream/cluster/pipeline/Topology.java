package io.meanstream.cluster.pipeline;

/** How many Kafka nodes and store members an installation has. */
public enum Topology {
  /** One broker: starts fast, but everything stops while it is down. */
  SINGLE,
  /** Two brokers and a third voter: any one of the three may fail. */
  FULL
}
