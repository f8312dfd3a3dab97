package io.meanstream.source;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.Format;
import io.meanstream.catalog.source.Source;
import java.util.List;

/**
 * Where the records and values of a source are.
 *
 * @param format of sources whose names do not determine it
 * @param records where a JSON document has its records, as a JSON Pointer
 * @param fields of the dataset; their names, aliases and pointers find values in nested records
 */
public record RecordLayout(Format format, String records, List<Field> fields) {

  /** Tables, whose headers tell where values are. */
  public static final RecordLayout TABLE = new RecordLayout(Format.CSV, "", List.of());

  public RecordLayout {
    fields = List.copyOf(fields);
  }

  static RecordLayout of(Source source, List<Field> fields) {
    return new RecordLayout(source.format(), source.records(), fields);
  }
}
