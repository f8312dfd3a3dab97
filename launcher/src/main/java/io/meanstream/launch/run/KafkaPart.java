package io.meanstream.launch.run;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.KafkaBroker;
import io.meanstream.cluster.KafkaNode;
import io.meanstream.cluster.KafkaQuorum;
import java.nio.file.Path;

/** One broker that is the whole cluster; its data in the folder outlives it. */
final class KafkaPart implements Part {

  private final KafkaNode node;
  private final Path folder;
  private volatile KafkaBroker broker;

  KafkaPart(int port, int controllerPort, Path folder) {
    this.node = KafkaNode.broker(1, port, controllerPort);
    this.folder = folder;
  }

  @Override
  public String name() {
    return "kafka-1";
  }

  @Override
  public String url() {
    return "127.0.0.1:" + node.port();
  }

  @Override
  public Path log() {
    return folder.resolve("kafka-1.log");
  }

  @Override
  public Child launch() {
    broker = KafkaBroker.launch(KafkaQuorum.of(node), node, folder);
    return broker.child();
  }

  @Override
  public void awaitReady(Child child) {
    broker.awaitReady();
  }
}
