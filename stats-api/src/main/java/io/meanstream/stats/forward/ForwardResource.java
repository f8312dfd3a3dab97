package io.meanstream.stats.forward;

import io.meanstream.stats.http.Api;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Forwards modifying requests, so that the page needs only one origin. The services that execute
 * them check the token, the body and everything else.
 */
@Path(Api.ROOT)
@Consumes(MediaType.APPLICATION_JSON)
public class ForwardResource {

  private final RequestForwarder services;

  ForwardResource(RequestForwarder services) {
    this.services = services;
  }

  /** Ingests the sources at a path. */
  @POST
  @Path("ingestions")
  @Operation(hidden = true)
  public Uni<Response> ingest(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, UriInfo uri, byte[] body) {
    return services.toIngestor(pathOf(uri), Optional.ofNullable(authorization), body);
  }

  /** Cancels, retries or replays an ingestion. */
  @POST
  @Path("ingestions/{id}/{action:cancel|retry|replay}")
  @Operation(hidden = true)
  public Uni<Response> change(
      @PathParam("id") String id,
      @PathParam("action") String action,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      UriInfo uri,
      byte[] body) {
    return services.toIngestor(pathOf(uri), Optional.ofNullable(authorization), body);
  }

  /** Fetches the feed of a dataset. */
  @POST
  @Path("datasets/{name}/fetch")
  @Operation(hidden = true)
  public Uni<Response> fetch(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, UriInfo uri, byte[] body) {
    return services.toIngestor(pathOf(uri), Optional.ofNullable(authorization), body);
  }

  /** Queues a run of the batch. */
  @POST
  @Path("runs")
  @Operation(hidden = true)
  public Uni<Response> run(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, UriInfo uri, byte[] body) {
    return services.toScheduler(pathOf(uri), Optional.ofNullable(authorization), body);
  }

  /** Cancels a run. */
  @POST
  @Path("runs/{id}/cancel")
  @Operation(hidden = true)
  public Uni<Response> cancel(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      UriInfo uri,
      byte[] body) {
    return services.toScheduler(pathOf(uri), Optional.ofNullable(authorization), body);
  }

  /** Pauses or resumes the schedule of a dataset. */
  @POST
  @Path("schedules/{dataset}/{action:pause|resume}")
  @Operation(hidden = true)
  public Uni<Response> schedule(
      @PathParam("dataset") String dataset,
      @PathParam("action") String action,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      UriInfo uri,
      byte[] body) {
    return services.toScheduler(pathOf(uri), Optional.ofNullable(authorization), body);
  }

  /** Still encoded, so that an id cannot change the path. */
  private static String pathOf(UriInfo uri) {
    return uri.getRequestUri().getRawPath();
  }
}
