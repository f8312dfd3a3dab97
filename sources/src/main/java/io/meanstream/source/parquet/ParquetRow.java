package io.meanstream.source.parquet;

import io.meanstream.source.FieldsText;
import io.meanstream.source.RawRow;
import io.meanstream.source.RowFault;
import java.util.List;
import java.util.Optional;

/** One row of a Parquet file. */
final class ParquetRow extends RawRow {

  private final List<String> header;
  private long number;
  private RowFault fault;

  ParquetRow(List<String> header) {
    this.header = header;
  }

  /** Starts a row without values. */
  void begin(long rowNumber) {
    begin(header.size());
    number = rowNumber;
    fault = null;
  }

  /** Sets a column's value. */
  void fill(int column, String value) {
    if (value.length() > MAX_FIELD || length() + value.length() > MAX_RECORD) {
      fault = new RowFault(column, "size", "larger than the limit for a field or a record");
    } else {
      char[] text = value.toCharArray();
      set(column, text, 0, text.length);
    }
  }

  @Override
  public long line() {
    return number;
  }

  @Override
  public Optional<RowFault> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  public String raw(int limit) {
    return FieldsText.of(this, header, limit);
  }
}
