package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Service;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code up} is not to start.
 *
 * @param service one that the user runs; Spark's cluster where it is nothing
 */
record Omission(Optional<Service> service) {

  private static final String SPARK = "spark";

  /** Reads one by its word. */
  static Omission of(String word) {
    if (word.equals(SPARK)) {
      return new Omission(Optional.empty());
    }
    return Service.of(word)
        .map(service -> new Omission(Optional.of(service)))
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s".formatted(word, String.join(", ", new Words()))));
  }

  /** The word that it is read by. */
  @Override
  public String toString() {
    return service.map(Service::id).orElse(SPARK);
  }

  /** All words. */
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Arrays.stream(Service.values()).map(Service::id), Stream.of(SPARK))
          .iterator();
    }
  }
}
