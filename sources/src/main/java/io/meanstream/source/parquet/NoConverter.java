package io.meanstream.source.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Stands for the converters that column readers ask for, where values are taken one by one. */
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
