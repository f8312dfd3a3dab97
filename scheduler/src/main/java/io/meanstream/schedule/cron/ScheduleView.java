package io.meanstream.schedule.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A dataset's schedule as the API shows it.
 *
 * @param cron empty if the schedule is off
 * @param next the next fire time; empty if the schedule is off or paused
 * @param checkedAt all fire times up to this instant have been handled
 */
public record ScheduleView(
    String dataset,
    Optional<String> cron,
    ZoneId zone,
    boolean paused,
    Optional<Instant> next,
    Optional<Instant> checkedAt) {}
