package io.meanstream.launch.batch;

import io.meanstream.cluster.pipeline.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the batch recomputes: the dirty days of a dataset, and more on request.
 *
 * @param from the first day of a range to recompute as well
 * @param to the day after its last one
 * @param full whether to recompute everything
 * @param verify whether to compare with the stored averages, of the range or all, without writing
 */
public record BatchRequest(
    String dataset, Optional<String> from, Optional<String> to, boolean full, boolean verify) {

  /** A request for the dirty days only. */
  public static BatchRequest dirtyDays(String dataset) {
    return new BatchRequest(dataset, Optional.empty(), Optional.empty(), false, false);
  }

  /** The arguments of the batch's main. */
  List<String> arguments(Endpoints endpoints) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--mongodb", endpoints.storeUri(),
                "--database", endpoints.database(),
                "--datasets", endpoints.datasets().toString(),
                "--dataset", dataset));
    from.ifPresent(day -> arguments.addAll(List.of("--from", day)));
    to.ifPresent(day -> arguments.addAll(List.of("--to", day)));
    if (full) {
      arguments.add("--full");
    }
    if (verify) {
      arguments.add("--verify");
    }
    return arguments;
  }
}
