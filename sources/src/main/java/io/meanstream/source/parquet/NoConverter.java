package io.meanstream.source.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/**
 * Placeholder for the converters that column readers require; values are read one by one instead.
 */
final class NoConverter extends GroupConverter {

  static final GroupConverter GROUP = new NoConverter();

  private static final Converter NONE =
      new PrimitiveConverter() {
        @Override
        public GroupConverter asGroupConverter() {
          return GROUP;
        }
      };

  private NoConverter() {}

  @Override
  public Converter getConverter(int field) {
    return NONE;
  }

  @Override
  public void start() {
    // no record is assembled
  }

  @Override
  public void end() {
    // no record is assembled
  }
}
