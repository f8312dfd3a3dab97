package io.meanstream.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.meanstream.catalog.dataset.Trips;

class RecordCodecFuzzTest {

  private final RecordCodec codec = RecordCodec.json(Trips.DATASET);

  @FuzzTest
  void anyBytesAreMalformedOrARecord(byte[] bytes) {
    assertMalformedOrARecord(codec, bytes);
  }

  static void assertMalformedOrARecord(RecordCodec codec, byte[] bytes) {
    try {
      assertThat(codec.decode(bytes).dataset()).isEqualTo(Trips.DATASET);
    } catch (MalformedRecordException e) {
      assertThat(e.rule()).isIn("malformed", "type", "required", "min", "max");
    }
  }
}
