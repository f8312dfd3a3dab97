package io.meanstream.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.JsonLines;
import io.meanstream.ingest.landing.LandedBatch;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.landing.PushedBody;
import io.meanstream.ingest.run.Ingestor;
import io.meanstream.service.problem.ProblemException;
import io.meanstream.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Accepts pushed records, and lands them before it responds. */
@Path("/api/v1/datasets/{name}/records")
@Produces(MediaType.APPLICATION_JSON)
public class PushResource {

  private static final String NDJSON = "application/x-ndjson";
  private static final String KEY_PATTERN = "[\\x21-\\x7e]{1,255}";

  private final Ingestor ingestor;
  private final Landing landing;
  private final LiveCatalog definitions;
  private final IngestionAnswers answers;
  private final long limit;

  PushResource(
      Ingestor ingestor,
      Landing landing,
      LiveCatalog definitions,
      IngestionAnswers answers,
      IngestorConfig config) {
    this.ingestor = ingestor;
    this.landing = landing;
    this.definitions = definitions;
    this.answers = answers;
    this.limit = config.ingestor().pushBytes().asLongValue();
  }

  /**
   * Lands records, JSON Lines or an array, and queues their ingestion. A repeated request returns
   * the same ingestion: a request with the same key or, without a key, with the same records.
   */
  @POST
  @Blocking
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Consumes({NDJSON, MediaType.APPLICATION_JSON})
  public RestResponse<IngestionAnswer> push(
      @RestPath String name,
      @HeaderParam("Idempotency-Key") Optional<String> key,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
      InputStream body)
      throws IOException {
    Dataset dataset =
        definitions
            .current()
            .find(name)
            .orElseThrow(() -> ProblemException.unknown("dataset", name));
    key.ifPresent(PushResource::check);
    answers.refuseWhileStarting();
    LandedBatch batch = land(dataset, key, type, body);
    IngestionAnswer answer = answers.of(ingestor.submit(dataset, batch));
    return RestResponse.ResponseBuilder.<IngestionAnswer>create(202)
        .header(HttpHeaders.LOCATION, "/api/v1/ingestions/" + answer.id())
        .entity(answer)
        .build();
  }

  private LandedBatch land(Dataset dataset, Optional<String> key, MediaType type, InputStream body)
      throws IOException {
    try (Arrival arrival = landing.open(".ndjson")) {
      if (!copy(type, new PushedBody(body, limit), arrival)) {
        throw new ProblemException(400, "the request body contains no records");
      }
      String batch = key.map(LandedBatch::pushedWith).orElse("body-" + arrival.hash());
      LandedBatch landed = landing.land(arrival, dataset.name(), batch, Optional.empty());
      if (!landed.manifest().hash().equals(arrival.hash())) {
        throw new ProblemException(
            422,
            "Idempotency-Key: %s was already used for other records, see ingestion %s"
                .formatted(key.orElseThrow(), landed.ingestion()));
      }
      return landed;
    }
  }

  private static boolean copy(MediaType type, PushedBody body, Arrival arrival) throws IOException {
    if (!type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      return JsonLines.copyLines(body, arrival.out());
    }
    try {
      return JsonLines.copyArray(body, arrival.out());
    } catch (JsonProcessingException e) {
      // a limit of the parser has no location
      String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw new ProblemException(
          400,
          "the request body is not a JSON array%s: %s".formatted(where, e.getOriginalMessage()));
    }
  }

  private static void check(String key) {
    if (!key.matches(KEY_PATTERN)) {
      throw new ProblemException(
          400, "Idempotency-Key: must be 1 to 255 visible ASCII characters without spaces");
    }
  }
}
