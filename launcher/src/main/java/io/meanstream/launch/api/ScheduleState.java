package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * When the averages of a dataset are brought up to date, and when they were.
 *
 * @param schedule as stats-api tells of it
 * @param lastRun the latest of the dataset's runs
 */
public record ScheduleState(JsonNode schedule, Optional<ScheduledRun> lastRun) {

  /** Whose schedule it is. */
  public String dataset() {
    return schedule.path("dataset").asText();
  }

  /** When it comes on, for people to read. */
  public String cron() {
    String cron = schedule.path("cron").asText("off");
    return schedule.path("paused").asBoolean() ? cron + " (paused)" : cron;
  }

  /** The next time that it comes on. */
  public Optional<String> next() {
    return Optional.of(schedule.path("next")).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}
