package io.meanstream.launch.up;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.cluster.StoreSource;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.run.Addresses;
import io.meanstream.launch.run.JvmTuning;
import io.meanstream.launch.run.Plan;
import io.meanstream.launch.run.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptDataTest {

  @TempDir Path folder;

  @Test
  void aNewFolderTakesAnyShape() {
    assertThatCode(() -> KeptData.refuseOther(plan(Shape.FULL))).doesNotThrowAnyException();
    assertThatCode(() -> KeptData.refuseOther(plan(Shape.SINGLE))).doesNotThrowAnyException();
  }

  @Test
  void theDataOfOneBrokerIsNotTakenUpByTwo() throws IOException {
    keep("1@127.0.0.1:9093");

    assertThatThrownBy(() -> KeptData.refuseOther(plan(Shape.FULL)))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "what is kept in %s was written by one broker: go on with --single,"
                + " or remove it with './meanstream reset --yes'",
            folder);
    assertThatCode(() -> KeptData.refuseOther(plan(Shape.SINGLE))).doesNotThrowAnyException();
  }

  @Test
  void theDataOfTwoBrokersIsNotTakenUpByOne() throws IOException {
    keep("1@127.0.0.1:9093,2@127.0.0.1:9095,3@127.0.0.1:9097");

    assertThatThrownBy(() -> KeptData.refuseOther(plan(Shape.SINGLE)))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("was written by two brokers: go on without --single");
    assertThatCode(() -> KeptData.refuseOther(plan(Shape.FULL))).doesNotThrowAnyException();
  }

  private void keep(String voters) throws IOException {
    Path kafka = folder.resolve("kafka");
    Files.createDirectories(kafka.resolve("kafka-1"));
    Files.writeString(
        kafka.resolve("kafka-1.properties"), "controller.quorum.voters=" + voters + "\n");
  }

  private Plan plan(Shape shape) {
    return new Plan(
        Addresses.usual(shape),
        new StoreSource.InMemory(),
        "meanstream",
        folder,
        Path.of("datasets"),
        Path.of("token"),
        Set.of(),
        false,
        JvmTuning.LONG_RUN);
  }
}
