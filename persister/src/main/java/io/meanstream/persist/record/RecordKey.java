package io.meanstream.persist.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The text of a record's key, which becomes the {@code _id} of its document. */
final class RecordKey {

  private static final char REPLACEMENT = '\uFFFD';

  private RecordKey() {}

  /**
   * The key as text.
   *
   * @throws RecordRejectedException if the key is missing, empty or not valid UTF-8
   */
  static String of(ConsumerRecord<byte[], byte[]> record) throws RecordRejectedException {
    if (record.key() == null || record.key().length == 0) {
      throw new RecordRejectedException(RejectReason.key("the record has no key"));
    }
    return decode(record.key());
  }

  /** Decodes strictly only where the lenient decoder, which is faster, may have replaced bytes. */
  private static String decode(byte[] key) throws RecordRejectedException {
    String text = new String(key, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      throw new RecordRejectedException(RejectReason.key("the key is not UTF-8 text"));
    }
  }
}
