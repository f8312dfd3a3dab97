package io.meanstream.source;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.Format;
import io.meanstream.catalog.source.Source;
import java.util.List;

/**
 * Where sources hold records and values.
 *
 * @param format of sources whose names do not say
 * @param records where a JSON document holds them, a JSON Pointer
 * @param fields of the dataset, whose names, aliases and pointers find values in nested records
 */
public record RecordLayout(Format format, String records, List<Field> fields) {

  /** Tables, whose headers say where values are. */
  public static final RecordLayout TABLE = new RecordLayout(Format.CSV, "", List.of());

  public RecordLayout {
    fields = List.copyOf(fields);
  }

  static RecordLayout of(Source source, List<Field> fields) {
    return new RecordLayout(source.format(), source.records(), fields);
  }
}
