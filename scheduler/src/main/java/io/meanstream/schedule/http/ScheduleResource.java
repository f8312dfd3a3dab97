package io.meanstream.schedule.http;

import io.meanstream.schedule.cron.ScheduleView;
import io.meanstream.schedule.cron.Schedules;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/** The datasets' schedules. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ScheduleResource {

  private final Schedules schedules;
  private final Permission permission;

  ScheduleResource(Schedules schedules, Permission permission) {
    this.schedules = schedules;
    this.permission = permission;
  }

  /**
   * All schedules, by dataset.
   *
   * @param next always empty: all are on one page
   */
  public record Page(List<ScheduleView> items, Optional<String> next) {}

  /** All schedules. */
  @GET
  @Path("/schedules")
  public Page all() {
    return new Page(schedules.all(), Optional.empty());
  }

  /** Keeps a schedule from coming on, also after a restart. */
  @POST
  @Path("/schedules/{dataset}/pause")
  @Consumes(MediaType.APPLICATION_JSON)
  public ScheduleView pause(
      @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> authorization,
      @RestPath String dataset)
      throws IOException {
    permission.check(authorization);
    return found(schedules.pause(dataset), dataset);
  }

  /** Lets a schedule come on again. */
  @POST
  @Path("/schedules/{dataset}/resume")
  @Consumes(MediaType.APPLICATION_JSON)
  public ScheduleView resume(
      @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> authorization,
      @RestPath String dataset)
      throws IOException {
    permission.check(authorization);
    return found(schedules.resume(dataset), dataset);
  }

  private static ScheduleView found(Optional<ScheduleView> schedule, String dataset) {
    return schedule.orElseThrow(() -> new ProblemException(404, "there is no dataset " + dataset));
  }
}
