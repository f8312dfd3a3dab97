package io.meanstream.source.json;

import com.fasterxml.jackson.core.JsonPointer;
import io.meanstream.catalog.dataset.Field;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Maps the values of a JSON record to columns, and remembers which columns and names the records
 * have shown. Every field of the dataset has a column: at its pointer, or at the top of the record
 * under its name or an alias, compared like header names.
 */
final class JsonColumns {

  /**
   * At most this many names are kept, so that records with ever new names do not fill the memory.
   */
  private static final int MAX_NAMES = 1_000;

  /** A place in a record. */
  static final class Node {

    static final int NO_COLUMN = -1;

    private final Map<String, Node> children = new HashMap<>();
    private int column = NO_COLUMN;
    private int rank;

    /** The column of the value here, or {@link #NO_COLUMN}. */
    int column() {
      return column;
    }

    /** Which of the column's pointers this is: the lowest one with a value wins. */
    int rank() {
      return rank;
    }

    /** Whether there are columns below here. */
    boolean hasChildren() {
      return !children.isEmpty();
    }

    /** The place below this one, or null if no column is there: called for each value. */
    Node child(String name) {
      return children.get(name);
    }

    private Node grow(JsonPointer pointer) {
      if (pointer.matches()) {
        return this;
      }
      return children
          .computeIfAbsent(pointer.getMatchingProperty(), name -> new Node())
          .grow(pointer.tail());
    }
  }

  private final List<Field> fields;
  private final List<String> names;
  private final Node root = new Node();
  private final Set<String> unknown = new LinkedHashSet<>();
  private final BitSet shown = new BitSet();

  JsonColumns(List<Field> fields) {
    this.fields = fields;
    this.names =
        fields.stream()
            .map(field -> field.pointers().stream().findFirst().orElse(field.name()))
            .toList();
    for (int column = 0; column < fields.size(); column++) {
      List<String> pointers = fields.get(column).pointers();
      for (int rank = 0; rank < pointers.size(); rank++) {
        Node node = root.grow(JsonPointer.compile(pointers.get(rank)));
        node.column = column;
        node.rank = rank;
      }
    }
  }

  /** The names of all columns: the first pointer, or the field's name. */
  List<String> names() {
    return names;
  }

  /** The names of the columns that had a value or a null so far, and of values without a column. */
  List<String> found() {
    return Stream.concat(shown.stream().mapToObj(names::get), unknown.stream()).toList();
  }

  Node root() {
    return root;
  }

  /** The place of a value at the top of a record, or null if no column is there. */
  Node top(String name) {
    Node known = root.child(name);
    return known != null || unknown.contains(name) ? known : topOfNewName(name);
  }

  void show(int column) {
    shown.set(column);
  }

  private Node topOfNewName(String name) {
    int column =
        IntStream.range(0, fields.size())
            .filter(it -> fields.get(it).pointers().isEmpty() && fields.get(it).isNamed(name))
            .findFirst()
            .orElse(Node.NO_COLUMN);
    if (column == Node.NO_COLUMN) {
      if (unknown.size() < MAX_NAMES) {
        unknown.add(name);
      }
      return null;
    }
    Node node = new Node();
    node.column = column;
    if (root.children.size() < MAX_NAMES + fields.size()) {
      root.children.put(name, node);
    }
    return node;
  }
}
