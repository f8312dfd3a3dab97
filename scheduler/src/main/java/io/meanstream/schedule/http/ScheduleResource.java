package io.meanstream.schedule.http;

import io.meanstream.schedule.cron.ScheduleView;
import io.meanstream.schedule.cron.Schedules;
import io.meanstream.service.problem.ProblemException;
import io.meanstream.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/** The datasets' schedules. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ScheduleResource {

  private final Schedules schedules;

  ScheduleResource(Schedules schedules) {
    this.schedules = schedules;
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

  /** Pauses a schedule. It stays paused after a restart. */
  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Path("/schedules/{dataset}/pause")
  @Consumes(MediaType.APPLICATION_JSON)
  public ScheduleView pause(@RestPath String dataset) {
    return found(schedules.pause(dataset), dataset);
  }

  /** Resumes a paused schedule. */
  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Path("/schedules/{dataset}/resume")
  @Consumes(MediaType.APPLICATION_JSON)
  public ScheduleView resume(@RestPath String dataset) {
    return found(schedules.resume(dataset), dataset);
  }

  private static ScheduleView found(Optional<ScheduleView> schedule, String dataset) {
    return schedule.orElseThrow(() -> ProblemException.unknown("dataset", dataset));
  }
}
