package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.launch.show.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The ingestor's side of ingestions: it takes them on and tells how far it has read. */
public final class IngestorApi {

  private static final String INGESTIONS = "/api/v1/ingestions";

  private final Api api;
  private final String token;

  /** With the token, the ingestor reads any path that its user may. */
  public IngestorApi(URI base, String token) {
    this.api = new Api(base);
    this.token = token;
  }

  /**
   * Queues a file, an archive or a folder, and returns one ingestion for each source in it.
   *
   * @throws ApiException if the path, the dataset, an option or the token is refused
   */
  public List<Reading> submit(String dataset, Path path, TextOptions text) {
    ObjectNode request =
        Json.object().put("dataset", dataset).put("path", path.toAbsolutePath().toString());
    JsonNode answer = api.post(INGESTIONS, text.into(request), token);
    return StreamSupport.stream(answer.path("ingestions").spliterator(), false)
        .map(Reading::of)
        .toList();
  }

  /** How far the ingestion is. */
  public Reading reading(String id) {
    return Reading.of(api.get(INGESTIONS + "/" + Api.encoded(id), Map.of()));
  }
}
