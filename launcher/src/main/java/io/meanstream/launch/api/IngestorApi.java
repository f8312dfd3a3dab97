package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.launch.show.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The ingestor's API: submits ingestions and shows their progress. */
public final class IngestorApi {

  private static final String INGESTIONS = "/api/v1/ingestions";

  private final Api api;
  private final String token;

  /** A client with a token, which may submit and change ingestions. */
  public IngestorApi(URI base, String token) {
    this.api = new Api(base);
    this.token = token;
  }

  /** A client without a token, which can only read. */
  public static IngestorApi toLookAt(URI base) {
    return new IngestorApi(base, "");
  }

  /**
   * Queues a file, an archive or a folder; returns one ingestion per source in it, and the skipped
   * files.
   *
   * @param replay whether to read again what was read before
   * @throws ApiException if the path, the dataset, an option or the token is refused
   */
  public Submission submit(String dataset, Path path, TextOption text, boolean replay) {
    ObjectNode request =
        Json.object()
            .put("dataset", dataset)
            .put("path", path.toAbsolutePath().toString())
            .put("replay", replay);
    return Submission.of(api.post(INGESTIONS, text.into(request), token));
  }

  /** All ingestions in the order of their submission. */
  public List<IngestionProgress> readings() {
    return IngestionProgress.all(api.get(INGESTIONS, Map.of()).path("items"));
  }

  /** The feeds of all datasets that have one. */
  public List<FeedState> feeds() {
    return FeedState.all(api.get("/api/v1/feeds", Map.of()).path("items"));
  }

  /**
   * Cancels an ingestion. It stays uncancelled while its reader waits for Kafka.
   *
   * @throws ApiException if there is no such ingestion, or it has ended
   */
  public IngestionProgress cancel(String id) {
    return change(id, "cancel", Json.object());
  }

  /**
   * Queues a failed or cancelled ingestion again.
   *
   * @throws ApiException if there is no such ingestion, or it is neither
   */
  public IngestionProgress retry(String id) {
    return change(id, "retry", Json.object());
  }

  /**
   * Queues the source of an ingestion to be read again; returns the new ingestion.
   *
   * @throws ApiException if there is no such ingestion, or it was not read to its end
   */
  public IngestionProgress replay(String id, TextOption text) {
    return change(id, "replay", text.into(Json.object()));
  }

  /** The progress of the ingestion. */
  public IngestionProgress reading(String id) {
    return IngestionProgress.of(api.get(path(id), Map.of()));
  }

  private IngestionProgress change(String id, String what, ObjectNode body) {
    return IngestionProgress.of(api.post(path(id) + "/" + what, body, token));
  }

  private static String path(String id) {
    return INGESTIONS + "/" + Api.encoded(id);
  }
}
