package io.meanstream.cluster.memory;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** Sorts results. */
final class Ordering {
  private Ordering() {}

  /** The first so many in the comparator's order, without holding more than these at a time. */
  static Stream<Document> first(
      int atMost, Stream<Document> documents, Comparator<Document> comparator) {
    PriorityQueue<Document> kept = new PriorityQueue<>(comparator.reversed());
    documents.forEach(
        document -> {
          if (kept.size() < atMost) {
            kept.add(document);
          } else if (comparator.compare(document, kept.peek()) < 0) {
            kept.remove();
            kept.add(document);
          }
        });
    return kept.stream().sorted(comparator);
  }

  static Stream<Document> reversed(Stream<Document> documents) {
    List<Document> all = new ArrayList<>(documents.toList());
    Collections.reverse(all);
    return all.stream();
  }
}
