package io.meanstream.persist.consumer;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Returns the bytes unchanged, and reads the record's headers. A header that nobody has read refers
 * to a copy of the whole record, which would stay in memory as long as the record does.
 */
public final class HeaderReadingDeserializer extends ByteArrayDeserializer {

  @Override
  public byte[] deserialize(String topic, Headers headers, byte[] data) {
    for (Header header : headers) {
      header.key();
      header.value();
    }
    return data;
  }
}
