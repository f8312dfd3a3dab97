package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Holds processes still, as no method of Java can. */
enum Signal {
  STOP,
  CONT;

  void to(ProcessHandle process) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
