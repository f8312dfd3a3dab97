package io.meanstream.stats.forward;

import io.meanstream.stats.http.Api;
import io.meanstream.stats.http.CommonResponses;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Forwards requests to the ingestor and the scheduler, so that the page needs only one origin.
 * These services check the token, the body and everything else.
 */
@Path(Api.ROOT)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Pipeline", description = "The state of the pipeline, live")
public class ForwardResource {

  private final RequestForwarder services;

  ForwardResource(RequestForwarder services) {
    this.services = services;
  }

  /** Ingests the sources at a path. */
  @POST
  @Path("ingestions")
  @Operation(hidden = true)
  public Uni<Response> ingest(HttpHeaders headers, UriInfo uri, byte[] body) {
    return services.postToIngestor(headers, uri, body);
  }

  /** Cancels, retries or replays an ingestion. */
  @POST
  @Path("ingestions/{id}/{action:cancel|retry|replay}")
  @Operation(hidden = true)
  public Uni<Response> change(HttpHeaders headers, UriInfo uri, byte[] body) {
    return services.postToIngestor(headers, uri, body);
  }

  /** Fetches the feed of a dataset. */
  @POST
  @Path("datasets/{name}/fetch")
  @Operation(hidden = true)
  public Uni<Response> fetch(HttpHeaders headers, UriInfo uri, byte[] body) {
    return services.postToIngestor(headers, uri, body);
  }

  /** Lands pushed records with the ingestor. */
  @POST
  @Path("datasets/{name}/records")
  @Consumes({"application/x-ndjson", MediaType.APPLICATION_JSON})
  @Operation(hidden = true)
  public Uni<Response> push(HttpHeaders headers, UriInfo uri, HttpServerRequest request) {
    return services.streamToIngestor(headers, uri, request);
  }

  /** Queues a run of the batch. */
  @POST
  @Path("runs")
  @Operation(hidden = true)
  public Uni<Response> run(HttpHeaders headers, UriInfo uri, byte[] body) {
    return services.postToScheduler(headers, uri, body);
  }

  /** Cancels a run. */
  @POST
  @Path("runs/{id}/cancel")
  @Operation(hidden = true)
  public Uni<Response> cancel(HttpHeaders headers, UriInfo uri, byte[] body) {
    return services.postToScheduler(headers, uri, body);
  }

  /** Pauses or resumes the schedule of a dataset. */
  @POST
  @Path("schedules/{dataset}/{action:pause|resume}")
  @Operation(hidden = true)
  public Uni<Response> schedule(HttpHeaders headers, UriInfo uri, byte[] body) {
    return services.postToScheduler(headers, uri, body);
  }

  /** Stores a file with the ingestor, which says what would become of its rows. */
  @POST
  @Path("uploads")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(hidden = true)
  public Uni<Response> upload(
      @QueryParam("dataset") String dataset,
      @QueryParam("name") String name,
      HttpHeaders headers,
      UriInfo uri,
      HttpServerRequest request) {
    return services.streamToIngestor(headers, uri, request);
  }

  /** The Kafka topics. */
  @GET
  @Path("topics")
  @Produces(MediaType.APPLICATION_JSON)
  @CommonResponses
  @Operation(
      operationId = "listTopics",
      summary = "The Kafka topics of the datasets and the internal ones, sorted by name",
      description =
          """
          Of each topic its `bytes` on disk, `recordsPerSecond` in the last seconds (null until it \
          is asked for again), and the `start` and `end` offset of each of its `partitions`.\
          """)
  @APIResponse(
      responseCode = "200",
      description = "The topics in `items`",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  public Uni<Response> topics(UriInfo uri) {
    return services.getFromIngestor(uri);
  }

  /** The consumer groups of the topics. */
  @GET
  @Path("consumers")
  @Produces(MediaType.APPLICATION_JSON)
  @CommonResponses
  @Operation(
      operationId = "listConsumers",
      summary = "The consumer groups that read these topics",
      description =
          """
          Of each group and topic the `lag`, and the `committed` and `end` offset of each \
          partition. Where transactions end, offsets have no record.\
          """)
  @APIResponse(
      responseCode = "200",
      description = "The groups and topics in `items`",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  public Uni<Response> consumers(UriInfo uri) {
    return services.getFromIngestor(uri);
  }

  /** The feeds of the datasets. */
  @GET
  @Path("feeds")
  @Produces(MediaType.APPLICATION_JSON)
  @CommonResponses
  @Operation(
      operationId = "listFeeds",
      summary = "The feeds of the datasets and their last fetches, sorted by dataset",
      description =
          """
          Of each feed the `page` that landed last and when (`landedAt`), the `nextFetch` of its \
          schedule, how long its server asked to wait (`waitsUntil`), and the `fetch` in progress \
          or the last one, with its `error` if it failed.\
          """)
  @APIResponse(
      responseCode = "200",
      description = "The feeds in `items`",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  public Uni<Response> feeds(UriInfo uri) {
    return services.getFromIngestor(uri);
  }
}
