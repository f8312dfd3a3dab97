package io.meanstream.launch.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.launch.doctor.Finding.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {

  private static final Instant BUILT = Instant.parse("2026-05-01T12:00:00Z");
  private static final long MIB = 1L << 20;

  @ParameterizedTest
  @CsvSource({"17,OK", "11,ERROR", "21,ERROR"})
  void onlyJava17RunsSpark(int java, Severity severity) {
    assertThat(machine(java, 8_000, 6_000, 90_000).jdk().severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({"8000,6000,OK", "8000,1000,WARNING", "2000,1900,ERROR"})
  void theStackNeedsMemory(long total, long available, Severity severity) {
    assertThat(machine(17, total, available, 90_000).memory().severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({"90000,OK", "3000,WARNING", "500,ERROR"})
  void kafkaAndTheStoreNeedDisk(long free, Severity severity) {
    assertThat(machine(17, 8_000, 6_000, free).disk(Path.of("state")).severity())
        .isEqualTo(severity);
  }

  @Test
  void aClockBeforeTheBuildIsWrong() {
    Finding clock = machine(BUILT.minusSeconds(3600), Optional.of(true)).clock();

    assertThat(clock.severity()).isEqualTo(Severity.ERROR);
    assertThat(clock.found())
        .isEqualTo(
            "2026-05-01T11:00:00Z is before 2026-05-01T12:00:00Z, when Meanstream was built");
  }

  @Test
  void anUnsynchronizedClockIsAWarning() {
    assertThat(machine(BUILT, Optional.of(false)).clock().severity()).isEqualTo(Severity.WARNING);
    assertThat(machine(BUILT, Optional.empty()).clock().severity()).isEqualTo(Severity.OK);
  }

  private static Machine machine(int java, long memory, long available, long disk) {
    return new Machine(
        java,
        new MemorySize(memory * MIB, available * MIB),
        disk * MIB,
        BUILT,
        BUILT,
        Optional.of(true));
  }

  private static Machine machine(Instant now, Optional<Boolean> synchronizedClock) {
    return new Machine(
        17, new MemorySize(8_000 * MIB, 6_000 * MIB), 90_000 * MIB, now, BUILT, synchronizedClock);
  }
}
