package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.KafkaBroker;
import io.meanstream.cluster.KafkaNode;
import io.meanstream.cluster.KafkaQuorum;
import java.nio.file.Path;

/** A node of the Kafka cluster. Its data stays in the folder. */
final class KafkaProcess implements ManagedProcess {

  private final KafkaQuorum quorum;
  private final KafkaNode node;
  private final Path folder;
  private volatile KafkaBroker broker;

  KafkaProcess(KafkaQuorum quorum, KafkaNode node, Path folder) {
    this.quorum = quorum;
    this.node = node;
    this.folder = folder;
  }

  @Override
  public String name() {
    return node.name();
  }

  @Override
  public String url() {
    return node.address();
  }

  @Override
  public Path log() {
    return folder.resolve(name() + ".log");
  }

  @Override
  public Child launch() {
    broker = KafkaBroker.launch(quorum, node, folder);
    return broker.child();
  }

  @Override
  public void awaitReady(Child child) {
    broker.awaitReady();
  }
}
