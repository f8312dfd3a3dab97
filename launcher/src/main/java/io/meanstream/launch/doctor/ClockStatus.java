package io.meanstream.launch.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks systemd whether a time service synchronizes the clock. */
final class ClockStatus {

  private ClockStatus() {}

  /** Whether the clock is synchronized; empty if systemd does not tell. */
  static Optional<Boolean> isSynchronized() {
    try {
      Process timedatectl =
          new ProcessBuilder("timedatectl", "show", "--property=NTPSynchronized", "--value")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(timedatectl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return switch (answer.strip()) {
        case "yes" -> Optional.of(true);
        case "no" -> Optional.of(false);
        default -> Optional.empty();
      };
    } catch (IOException e) {
      // no systemd here
      return Optional.empty();
    }
  }
}
