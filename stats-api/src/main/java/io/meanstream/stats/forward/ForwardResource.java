package io.meanstream.stats.forward;

import io.meanstream.stats.http.Api;
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

/**
 * Forwards requests to the ingestor and the scheduler, so that clients need only one origin. These
 * services check the token, the body and everything else. {@code META-INF/openapi.yaml} documents
 * the operations.
 */
@Path(Api.ROOT)
public class ForwardResource {

  private final RequestForwarder services;

  ForwardResource(RequestForwarder services) {
    this.services = services;
  }

  /** What the ingestor shows. */
  @GET
  @Path("{path:" + ForwardedPaths.INGESTOR_READS + "}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Uni<Response> read(UriInfo uri) {
    return services.getFromIngestor(uri);
  }

  /** What the ingestor executes. */
  @POST
  @Path("{path:" + ForwardedPaths.INGESTOR_WRITES + "}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Uni<Response> ingest(HttpHeaders headers, UriInfo uri, byte[] body) {
    return services.postToIngestor(headers, uri, body);
  }

  /** What the scheduler executes. */
  @POST
  @Path("{path:" + ForwardedPaths.SCHEDULER_WRITES + "}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Uni<Response> schedule(HttpHeaders headers, UriInfo uri, byte[] body) {
    return services.postToScheduler(headers, uri, body);
  }

  /** Records that the ingestor lands. */
  @POST
  @Path("{path:" + ForwardedPaths.RECORDS + "}")
  @Consumes({"application/x-ndjson", MediaType.APPLICATION_JSON})
  @Operation(hidden = true)
  public Uni<Response> push(HttpHeaders headers, UriInfo uri, HttpServerRequest request) {
    return services.streamToIngestor(headers, uri, request);
  }

  /** A file that the ingestor stores, and whose rows it checks. */
  @POST
  @Path(ForwardedPaths.UPLOADS)
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
}
