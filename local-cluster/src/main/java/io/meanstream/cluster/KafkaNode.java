package io.meanstream.cluster;

/**
 * One process of a Kafka cluster and the loopback ports that it listens on.
 *
 * @param id unique in the quorum, from 1
 * @param role what it does
 * @param port where clients connect; unused for a controller
 * @param controllerPort where the quorum connects
 */
public record KafkaNode(int id, Role role, int port, int controllerPort) {

  /** The role of a node. */
  public enum Role {
    /** Stores records and votes. */
    BROKER("broker,controller"),
    /** Only votes, so that two brokers survive the loss of one. */
    CONTROLLER("controller");

    final String processRoles;

    Role(String processRoles) {
      this.processRoles = processRoles;
    }
  }

  public static KafkaNode broker(int id, int port, int controllerPort) {
    return new KafkaNode(id, Role.BROKER, port, controllerPort);
  }

  public static KafkaNode controller(int id, int controllerPort) {
    return new KafkaNode(id, Role.CONTROLLER, 0, controllerPort);
  }

  /** The name of its process, for example {@code kafka-1}. */
  public String name() {
    return "kafka-" + id;
  }

  /** Whether clients connect to it. */
  public boolean isBroker() {
    return role == Role.BROKER;
  }

  /** Its address: for clients if it is a broker, otherwise for the quorum. */
  public String address() {
    return "127.0.0.1:" + (isBroker() ? port : controllerPort);
  }
}
