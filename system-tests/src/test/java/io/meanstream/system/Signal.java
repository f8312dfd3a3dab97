package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Signals that Java cannot send, such as those that pause a process. */
enum Signal {
  STOP,
  CONT;

  void to(ProcessHandle process) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).as("kill -%s %d", this, process.pid()).isZero();
    } catch (IOException e) {
      throw new AssertionError("cannot signal " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
