package io.meanstream.schedule.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A schedule as callers see it.
 *
 * @param cron nothing if it is off
 * @param next when it comes on; nothing if it is off or paused
 * @param lookedAt when it was last seen to
 */
public record ScheduleView(
    String dataset,
    Optional<String> cron,
    ZoneId zone,
    boolean paused,
    Optional<Instant> next,
    Optional<Instant> lookedAt) {}
