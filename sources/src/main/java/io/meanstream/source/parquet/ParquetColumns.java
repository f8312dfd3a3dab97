package io.meanstream.source.parquet;

import io.meanstream.catalog.dataset.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The columns of a Parquet file; nested ones are named by JSON Pointers, as in JSON. Lists, maps
 * and binary data that is not text are left out.
 *
 * @param header the names of all columns
 * @param used the columns of the dataset's fields
 */
record ParquetColumns(List<String> header, List<Used> used) {

  /**
   * A column that has a field.
   *
   * @param place in the header
   * @param text of its values
   */
  record Used(int place, ColumnDescriptor descriptor, ColumnText text) {}

  /**
   * The columns of a file.
   *
   * @param hasInstants96 whether INT96 values are instants; otherwise they are local times
   */
  static ParquetColumns of(MessageType schema, List<Field> fields, boolean hasInstants96) {
    List<String> header = new ArrayList<>();
    List<Used> used = new ArrayList<>();
    for (ColumnDescriptor column : schema.getColumns()) {
      Optional<ColumnText> text = ColumnText.of(column.getPrimitiveType(), hasInstants96);
      if (column.getMaxRepetitionLevel() == 0 && text.isPresent()) {
        String name = nameOf(column.getPath());
        if (fields.stream().anyMatch(field -> field.isNamed(name))) {
          used.add(new Used(header.size(), column, text.get()));
        }
        header.add(name);
      }
    }
    return new ParquetColumns(List.copyOf(header), List.copyOf(used));
  }

  /** The schema, reduced to the used columns. */
  MessageType projection(MessageType schema) {
    return new MessageType(schema.getName(), projected(schema, List.of(), usedPaths()));
  }

  private static List<Type> projected(
      GroupType group, List<String> above, Set<List<String>> paths) {
    List<Type> kept = new ArrayList<>();
    for (Type type : group.getFields()) {
      List<String> path = Stream.concat(above.stream(), Stream.of(type.getName())).toList();
      if (type.isPrimitive()) {
        if (paths.contains(path)) {
          kept.add(type);
        }
      } else {
        List<Type> inner = projected(type.asGroupType(), path, paths);
        if (!inner.isEmpty()) {
          kept.add(type.asGroupType().withNewFields(inner));
        }
      }
    }
    return kept;
  }

  /** The paths of the used columns. */
  Set<List<String>> usedPaths() {
    return used.stream().map(it -> List.of(it.descriptor().getPath())).collect(Collectors.toSet());
  }

  private static String nameOf(String[] path) {
    return path.length == 1
        ? path[0]
        : Stream.of(path)
            .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
            .collect(Collectors.joining());
  }
}
