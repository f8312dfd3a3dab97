package io.meanstream.ingest.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PushedRecordsTest {

  @Test
  void arrayElementsBecomeEqualLines() throws IOException {
    // Given
    String array =
        """
        [ {"price": 12345678901234567890.100, "id": 12345678901234567890123, "small": 1E-400},
          {"text": "line\\nbreak \\u00e9 \\ud83d\\udeb2", "nested": {"list": [1, null, true, []]}},
          {"twice": 1, "twice": 2}, 7 ]
        """;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    // When
    boolean hasRecords =
        PushedRecords.copyArray(
            new ByteArrayInputStream(array.getBytes(StandardCharsets.UTF_8)), out);

    // Then
    assertThat(hasRecords).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"price":12345678901234567890.100,"id":12345678901234567890123,"small":1E-400}
            {"text":"line\\nbreak \u00e9 \ud83d\udeb2","nested":{"list":[1,null,true,[]]}}
            {"twice":1,"twice":2}
            7""");
  }
}
