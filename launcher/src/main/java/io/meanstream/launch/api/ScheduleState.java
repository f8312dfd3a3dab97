package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The schedule of a dataset and its latest run.
 *
 * @param schedule as stats-api reports it
 * @param lastRun the latest of the dataset's runs
 */
public record ScheduleState(JsonNode schedule, Optional<ScheduledRun> lastRun) {

  /** The dataset of the schedule. */
  public String dataset() {
    return schedule.path("dataset").asText();
  }

  /** The schedule in a form for people. */
  public String cron() {
    String cron = schedule.path("cron").asText("off");
    return schedule.path("paused").asBoolean() ? cron + " (paused)" : cron;
  }

  /** The time of the next run. */
  public Optional<String> next() {
    return Optional.of(schedule.path("next")).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}
