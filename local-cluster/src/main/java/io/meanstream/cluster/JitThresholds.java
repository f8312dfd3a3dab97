package io.meanstream.cluster;

import java.util.List;

/** When the JVM compiles what it runs. */
public final class JitThresholds {

  /**
   * The optimizing compiler waits for 20 times the usual number of calls. At its usual pace, it
   * takes a third of the CPU time of a start, for code that hardly runs again; what a long run
   * repeats still reaches it within a minute.
   */
  public static final List<String> LATE_OPTIMIZER =
      List.of(
          "-XX:Tier4InvocationThreshold=100000",
          "-XX:Tier4MinInvocationThreshold=12000",
          "-XX:Tier4CompileThreshold=300000",
          "-XX:Tier4BackEdgeThreshold=800000");

  private JitThresholds() {}
}
