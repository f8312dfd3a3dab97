package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.cluster.pipeline.ReadinessProbe;
import io.meanstream.launch.show.Json;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The scheduler's API: submits, shows and cancels runs. */
public final class SchedulerApi {

  private static final String RUNS = "/api/v1/runs";

  private final URI base;
  private final Api api;
  private final String token;

  /** A client with a token, which may submit and cancel runs. */
  public SchedulerApi(URI base, String token) {
    this.base = base;
    this.api = new Api(base);
    this.token = token;
  }

  /** Whether the scheduler is ready at this moment. */
  public boolean answers() {
    return new ReadinessProbe(base).isReady();
  }

  /**
   * Submits a run over the dirty days of a dataset, and more on request.
   *
   * @param from the first day of a range to compute as well
   * @param to the day after its last one
   * @throws ApiException if it is refused
   */
  public ScheduledRun submit(
      String dataset, Optional<String> from, Optional<String> to, boolean full) {
    ObjectNode request = Json.object().put("dataset", dataset).put("full", full);
    from.ifPresent(day -> request.put("from", day));
    to.ifPresent(day -> request.put("to", day));
    return ScheduledRun.of(api.post(RUNS, request, token));
  }

  /** The current state of a run. */
  public ScheduledRun run(String id) {
    return ScheduledRun.of(api.get(RUNS + "/" + Api.encoded(id), Map.of()));
  }

  /** Requests the cancellation of a run; it takes effect a moment later. */
  public void cancel(String id) {
    api.post(RUNS + "/" + Api.encoded(id) + "/cancel", Json.object(), token);
  }
}
