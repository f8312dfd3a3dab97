package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Service;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/**
 * Something that {@code up} does not start.
 *
 * @param service a service that the user runs; empty for Spark's cluster
 */
record Excluded(Optional<Service> service) {

  private static final String SPARK = "spark";

  /** The one of this name. */
  static Excluded of(String name) {
    if (name.equals(SPARK)) {
      return new Excluded(Optional.empty());
    }
    return Service.of(name)
        .map(service -> new Excluded(Optional.of(service)))
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of [%s] but was '%s'"
                        .formatted(String.join(", ", new Names()), name)));
  }

  /** The name for the option. */
  @Override
  public String toString() {
    return service.map(Service::id).orElse(SPARK);
  }

  /** The option's values. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Arrays.stream(Service.values()).map(Service::id), Stream.of(SPARK))
          .iterator();
    }
  }
}
