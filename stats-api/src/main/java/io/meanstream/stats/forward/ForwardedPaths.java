package io.meanstream.stats.forward;

import io.meanstream.stats.http.Api;
import java.util.regex.Pattern;

/** Paths below {@link Api#ROOT} at which other services answer, as regular expressions. */
final class ForwardedPaths {

  /** The ingestor's paths that only show something. */
  static final String INGESTOR_READS = "topics|consumers|feeds";

  /** The ingestor's paths for small JSON documents. */
  static final String INGESTOR_WRITES =
      "ingestions|ingestions/[^/]+/(?:cancel|retry|replay)|datasets/[^/]+/fetch";

  /** The ingestor's path for records of a dataset. */
  static final String RECORDS = "datasets/[^/]+/records";

  /** The ingestor's path for files. */
  static final String UPLOADS = "uploads";

  /** The scheduler's paths. */
  static final String SCHEDULER_WRITES = "runs|runs/[^/]+/cancel|schedules/[^/]+/(?:pause|resume)";

  private static final Pattern WRITES =
      Pattern.compile(
          "%s/(?:%s|%s|%s|%s)"
              .formatted(Api.ROOT, INGESTOR_WRITES, RECORDS, UPLOADS, SCHEDULER_WRITES));

  private ForwardedPaths() {}

  /** Whether another service executes POST requests to this path. */
  static boolean isWritable(String path) {
    return WRITES.matcher(path).matches();
  }
}
