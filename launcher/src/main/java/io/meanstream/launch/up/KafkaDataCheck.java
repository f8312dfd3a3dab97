package io.meanstream.launch.up;

import io.meanstream.cluster.KafkaQuorum;
import io.meanstream.cluster.pipeline.LaunchPlan;
import io.meanstream.launch.Mistake;
import java.util.OptionalInt;

/** Checks that existing Kafka data fits the plan. */
public final class KafkaDataCheck {

  private KafkaDataCheck() {}

  /**
   * Returns normally if Kafka's data has the same number of nodes, or does not exist.
   *
   * @throws Mistake otherwise; the message says how to proceed
   */
  public static void refuseOther(LaunchPlan plan) {
    OptionalInt kept = KafkaQuorum.sizeOf(plan.kafkaFolder());
    int wanted = plan.addresses().kafka().nodes().size();
    if (kept.isPresent() && kept.getAsInt() != wanted) {
      throw new Mistake(
          "the data in %s was written by %s: run './meanstream up' %s --single, or remove it with './meanstream reset --yes'"
              .formatted(
                  plan.folder(),
                  kept.getAsInt() == 1 ? "one broker" : "two brokers",
                  kept.getAsInt() == 1 ? "with" : "without"));
    }
  }
}
