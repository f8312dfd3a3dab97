package io.meanstream.batch;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;

/** Reads CSV files into the documents that the persister would store. */
public final class Csv {

  private static final int CHUNK = 10_000;

  private Csv() {}

  public static List<Document> rows(Path file, Dataset dataset) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file);
        Stream<NamedCsvRecord> records = reader.stream()) {
      return records.map(record -> documentOf(record, dataset)).toList();
    }
  }

  /** Passes a file's rows to the reader in chunks. */
  public static void read(Path file, Dataset dataset, Consumer<List<Document>> reader)
      throws IOException {
    List<Document> chunk = new ArrayList<>(CHUNK);
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord record : csv) {
        chunk.add(documentOf(record, dataset));
        if (chunk.size() == CHUNK) {
          reader.accept(chunk);
          chunk.clear();
        }
      }
    }
    reader.accept(chunk);
  }

  private static Document documentOf(NamedCsvRecord record, Dataset dataset) {
    Map<String, String> values =
        record.getFieldsAsMap().entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey(), entry -> entry.getValue()));
    Document document = new Document("_id", values.get("ride_id"));
    for (Field field : dataset.fields()) {
      Optional.ofNullable(values.get(field.name()))
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> document.append(field.name(), valueOf(field, text, dataset)));
    }
    return document;
  }

  private static Object valueOf(Field field, String text, Dataset dataset) {
    return switch (field.type()) {
      case STRING -> text;
      case INTEGER -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case TIMESTAMP ->
          Date.from(LocalDateTime.parse(text.replace(' ', 'T')).atZone(dataset.zone()).toInstant());
      case DECIMAL, DATE -> throw new IllegalArgumentException("not used in test files");
    };
  }
}
