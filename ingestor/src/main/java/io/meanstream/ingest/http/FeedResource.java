package io.meanstream.ingest.http;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.feed.FeedStatus;
import io.meanstream.ingest.feed.Feeds;
import io.meanstream.ingest.feed.FetchReport;
import io.meanstream.ingest.http.IngestionActionsResource.EmptyBody;
import io.meanstream.service.problem.ProblemException;
import io.meanstream.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Shows feeds, and fetches them on request. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class FeedResource {

  private final Feeds feeds;
  private final LiveCatalog definitions;
  private final IngestionAnswers answers;

  FeedResource(Feeds feeds, LiveCatalog definitions, IngestionAnswers answers) {
    this.feeds = feeds;
    this.definitions = definitions;
    this.answers = answers;
  }

  /** All feeds. */
  @GET
  @Blocking
  @Path("/feeds")
  public FeedList all() {
    return new FeedList(feeds.all());
  }

  /** The feed of a dataset. */
  @GET
  @Blocking
  @Path("/feeds/{name}")
  public FeedStatus one(@RestPath String name) {
    return feeds.find(name).orElseThrow(() -> ProblemException.unknown("feed", name));
  }

  /** Fetches the feed of a dataset now; returns the new fetch, or the one in progress. */
  @POST
  @Blocking
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("/datasets/{name}/fetch")
  public RestResponse<FetchReport> fetch(@RestPath String name, EmptyBody body) {
    answers.refuseWhileStarting();
    Dataset dataset =
        definitions
            .current()
            .find(name)
            .orElseThrow(() -> ProblemException.unknown("dataset", name));
    if (dataset.source().feed().isEmpty()) {
      throw new ProblemException(
          409,
          "dataset %s has no feed: its definition has neither source.http nor source.postgres"
              .formatted(name));
    }
    return RestResponse.ResponseBuilder.<FetchReport>create(202)
        .header(HttpHeaders.LOCATION, "/api/v1/feeds/" + name)
        .entity(feeds.fetch(dataset))
        .build();
  }

  /** Feeds, sorted by dataset. */
  public record FeedList(List<FeedStatus> items) {}
}
