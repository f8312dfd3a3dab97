package io.meanstream.schedule.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The fire times of a cron expression, from the library that Quarkus' scheduler uses. */
final class FireTimes {

  private final ExecutionTime times;
  private final ZoneId zone;

  /** Parses an expression in Quartz syntax. */
  FireTimes(String cron, ZoneId zone) {
    CronParser quartz =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
    this.times = ExecutionTime.forCron(quartz.parse(cron));
    this.zone = zone;
  }

  /** The first fire time after an instant. Empty if there is none, as for 30 February. */
  Optional<Instant> after(Instant instant) {
    return times.nextExecution(instant.atZone(zone)).map(ZonedDateTime::toInstant);
  }
}
