package io.meanstream.service.logs;

import java.util.Map;
import org.jboss.logging.MDC;

/**
 * Fields of all lines that the current thread logs until they are closed:
 *
 * <pre>{@code
 * LogFields fields = LogFields.put(Map.of("run", id));
 * try {
 *   …
 * } finally {
 *   fields.close();
 * }
 * }</pre>
 */
public final class LogFields {

  /** The name of the dataset. */
  public static final String DATASET = "dataset";

  /** The id of the ingestion. */
  public static final String INGESTION = "ingestion";

  /** The id of the run. */
  public static final String RUN = "run";

  private final Map<String, String> fields;

  private LogFields(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Adds fields. */
  public static LogFields put(Map<String, String> fields) {
    fields.forEach(MDC::put);
    return new LogFields(Map.copyOf(fields));
  }

  /** Removes the fields. */
  public void close() {
    fields.keySet().forEach(MDC::remove);
  }
}
