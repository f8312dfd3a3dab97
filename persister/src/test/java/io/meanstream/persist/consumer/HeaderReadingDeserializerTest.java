package io.meanstream.persist.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HeaderReadingDeserializerTest {

  @Test
  void headersKeepNoReferenceToTheBufferOfTheirRecord() {
    byte[] record = "row7value".getBytes(StandardCharsets.UTF_8);
    RecordHeaders headers = new RecordHeaders();
    headers.add(new RecordHeader(ByteBuffer.wrap(record, 0, 3), ByteBuffer.wrap(record, 3, 1)));

    try (HeaderReadingDeserializer deserializer = new HeaderReadingDeserializer()) {
      byte[] value = deserializer.deserialize("trips", headers, ByteBuffer.wrap(record, 4, 5));

      assertThat(value).asString().isEqualTo("value");
    }

    record[0] = 'c';
    record[3] = '8';
    assertThat(headers.lastHeader("row").value()).asString().isEqualTo("7");
  }
}
