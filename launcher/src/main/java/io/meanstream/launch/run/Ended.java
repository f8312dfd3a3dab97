package io.meanstream.launch.run;

import io.meanstream.cluster.Child;
import java.util.List;

/** What to tell of a child that ended when it should not have. */
public final class Ended {

  private static final int LINES = 15;

  private Ended() {}

  /** Which one, its exit code, its log and the end of that. */
  public static String message(Child child) {
    List<String> lines = child.lastLines(LINES);
    String end = lines.isEmpty() ? "" : ":\n  " + String.join("\n  ", lines);
    return "%s ended with code %d, see %s%s"
        .formatted(child.name(), child.exit().orElse(-1), child.log(), end);
  }
}
