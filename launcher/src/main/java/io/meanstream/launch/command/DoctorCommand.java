package io.meanstream.launch.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.launch.doctor.Doctor;
import io.meanstream.launch.doctor.Finding;
import io.meanstream.launch.doctor.Finding.Severity;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Csv;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.OneLine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: checks the machine, the build and the running stack. */
@Command(
    name = "doctor",
    description = {
      "Check JDK, memory, disk, clock, Spark, definitions, ports, Kafka and the store, and say what"
          + " to do about each finding.",
      "Exits with 1 if something does not work."
    })
public final class DoctorCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final List<String> COLUMNS = List.of("check", "state", "found", "advice");

  private final Home home;
  private final Console console;

  @Mixin private UpOptions options;
  @Mixin private FormatOption format;

  public DoctorCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Finding> findings = Doctor.examine(home, options.plan(home), new UpFolder(home).current());
    switch (format.format) {
      case JSON -> console.print(Json.pretty(document(findings)));
      case CSV -> {
        console.print(Csv.line(COLUMNS));
        findings.forEach(finding -> console.print(Csv.line(cells(finding))));
      }
      case TABLE -> findings.forEach(this::print);
    }
    return findings.stream().anyMatch(it -> it.severity() == Severity.ERROR) ? FAILED : 0;
  }

  private void print(Finding finding) {
    console.print(
        OneLine.of(
            "%-8s %s: %s".formatted(finding.severity().id(), finding.check(), finding.found())));
    if (!finding.advice().isEmpty()) {
      console.print("         " + OneLine.of(finding.advice()));
    }
  }

  private static List<String> cells(Finding finding) {
    return List.of(finding.check(), finding.severity().id(), finding.found(), finding.advice());
  }

  private static ObjectNode document(List<Finding> findings) {
    ObjectNode document = Json.object();
    ArrayNode items = document.putArray("findings");
    for (Finding finding : findings) {
      items
          .addObject()
          .put("check", finding.check())
          .put("state", finding.severity().id())
          .put("found", finding.found())
          .put("advice", finding.advice());
    }
    return document;
  }
}
