package io.meanstream.ingest.http;

import io.meanstream.ingest.kafka.TopicStatistics;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Shows how much the topics hold, and how far behind their readers are. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class TopicResource {

  private final TopicStatistics statistics;

  TopicResource(TopicStatistics statistics) {
    this.statistics = statistics;
  }

  /** All topics. */
  @RegisterForReflection
  public record Topics(List<TopicStatistics.Topic> items) {}

  /** All readers. */
  @RegisterForReflection
  public record Consumers(List<TopicStatistics.Consumer> items) {}

  /** The topics of the datasets and the internal ones. */
  @GET
  @Blocking
  @Path("topics")
  public Topics topics() {
    return new Topics(statistics.topics());
  }

  /** The consumer groups of these topics. */
  @GET
  @Blocking
  @Path("consumers")
  public Consumers consumers() {
    return new Consumers(statistics.consumers());
  }
}
