package io.meanstream.ingest.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while Kafka responds. Quarkus' own check waits for a minute, and so does the end of the
 * process meanwhile.
 */
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {

  private static final DescribeClusterOptions WITHIN_TWO_SECONDS =
      new DescribeClusterOptions().timeoutMs(2_000);

  private final Admin admin;

  KafkaReadiness(Admin admin) {
    this.admin = admin;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("Kafka");
    try {
      return response
          .up()
          .withData(
              "nodes",
              KafkaWait.on(admin.describeCluster(WITHIN_TWO_SECONDS).nodes()).stream()
                  .map(KafkaReadiness::address)
                  .sorted()
                  .collect(Collectors.joining(",")))
          .build();
    } catch (KafkaException e) {
      return response.down().withData("reason", e.getMessage()).build();
    }
  }

  private static String address(Node node) {
    return node.host() + ":" + node.port();
  }
}
