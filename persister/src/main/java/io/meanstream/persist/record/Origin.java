package io.meanstream.persist.record;

import io.meanstream.protocol.RowHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Where a record came from: the ingestion whose balance counts it, and the row.
 *
 * @param ingestion an ingestion's id, or {@code topic:<name>} for a foreign record, which names
 *     none
 * @param row counted from 1; 0 for a foreign record
 */
public record Origin(String ingestion, long row) {

  private static final String FOREIGN = "topic:";
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_ROW = 18;

  /** The origin named by the headers {@code source} and {@code row}; without both, the topic. */
  public static Origin of(ConsumerRecord<byte[], byte[]> record) {
    return of(record, Origin::text);
  }

  /**
   * The same, for many records.
   *
   * @param ingestions decodes the ids of ingestions
   */
  static Origin of(ConsumerRecord<byte[], byte[]> record, Function<byte[], String> ingestions) {
    Optional<String> source =
        value(record, RowHeaders.INGESTION).map(ingestions).filter(Origin::isIngestion);
    Optional<String> row = header(record, RowHeaders.ROW).filter(Origin::isRow);
    if (source.isEmpty() || row.isEmpty()) {
      return foreign(record.topic());
    }
    return new Origin(source.get(), Long.parseLong(row.get()));
  }

  /** The origin of records that another program wrote to a topic. */
  public static Origin foreign(String topic) {
    return new Origin(FOREIGN + topic, 0);
  }

  /** Whether an ingestion's id stands for the foreign records of a topic. */
  public static boolean isForeign(String ingestion) {
    return ingestion.startsWith(FOREIGN);
  }

  /** Whether the record named no ingestion. */
  public boolean isForeign() {
    return row == 0;
  }

  /** The text of the record's last header with this name. */
  public static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
    return value(record, name).map(Origin::text);
  }

  /** The value of the record's last header with this name. */
  static Optional<byte[]> value(ConsumerRecord<byte[], byte[]> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name)).map(Header::value);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static boolean isIngestion(String id) {
    return !id.isEmpty() && id.length() <= LONGEST_ID && !isForeign(id) && isPlain(id);
  }

  /** A loop, because a stream of characters would be one of the slowest things done to a row. */
  private static boolean isPlain(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == '|' || Character.isISOControl(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRow(String row) {
    return !row.isEmpty() && row.length() <= LONGEST_ROW && row.charAt(0) != '0' && isDigits(row);
  }

  private static boolean isDigits(String row) {
    for (int i = 0; i < row.length(); i++) {
      if (row.charAt(i) < '0' || row.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
