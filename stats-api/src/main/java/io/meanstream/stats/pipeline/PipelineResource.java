package io.meanstream.stats.pipeline;

import io.meanstream.stats.http.Api;
import io.meanstream.stats.http.CommonResponses;
import io.meanstream.stats.http.StreamedBody;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Pushes the state of the pipeline to clients. */
@Path(Api.ROOT)
@Tag(name = "Pipeline", description = "The state of the pipeline, live")
@CommonResponses
public class PipelineResource {

  private final PipelineEvents events;
  private final ServiceHealth services;

  PipelineResource(PipelineEvents events, ServiceHealth services) {
    this.events = events;
    this.services = services;
  }

  /** The health of the other services. */
  @GET
  @Path("services")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listServices",
      summary = "Whether the other services are ready",
      description = "This service answers for itself at `/q/health/ready`.")
  @APIResponse(responseCode = "200", description = "The ingestor, the persister and the scheduler")
  public Uni<ServicesPage> services() {
    return services.all().map(ServicesPage::new);
  }

  /** The health of services. */
  @Schema(name = "Services")
  record ServicesPage(List<ServiceHealth.ServiceState> items) {}

  /** The state of the pipeline, now and whenever it changes. */
  @GET
  @Path("events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "followPipeline",
      summary = "The state of the pipeline, now and whenever it changes",
      description =
          """
          Server-sent events that do not end. The data of an event `pipeline` is a JSON document. \
          An event `unavailable` says that the store is away; the next `pipeline` event, that it \
          is back.\
          """)
  @APIResponse(
      responseCode = "200",
      description = "The events",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = String.class)))
  public Uni<RestResponse<StreamedBody>> events() {
    return Uni.createFrom()
        .item(
            RestResponse.ok(
                new StreamedBody(
                    events.all().map(event -> event.getBytes(StandardCharsets.UTF_8)))));
  }
}
