package io.meanstream.system;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An invalid setting stops a service at start with a one-line message and exit code 2. */
class WrongConfigurationIT {

  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  /**
   * An invalid setting.
   *
   * @param start the service, and a suffix if it needs another start
   * @param said the message after the key
   */
  record Wrong(String start, String key, String value, String said) {

    static Wrong parse(String line) {
      String[] columns = line.split(" *\\| *", 4);
      return new Wrong(columns[0], columns[1], columns[2], columns[3]);
    }

    String line() {
      return key + " " + said;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("starts")
  void eachWrongValueIsNamedInALine(String start, List<Wrong> values)
      throws IOException, InterruptedException {
    // Given
    String service = start.split(" ")[0];
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-Dquarkus.http.port=0"));
    values.forEach(wrong -> command.add("-D%s=%s".formatted(wrong.key(), wrong.value())));
    command.add("-jar");
    command.add(
        Meanstream.ROOT.resolve(service + "/target/quarkus-app/quarkus-run.jar").toString());
    Path output = folder.resolve("output");

    // When
    Process process =
        new ProcessBuilder(command)
            .directory(Meanstream.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    // Then
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
      assertThat(Files.readString(output)).doesNotContain("\tat ");
      assertThat(Files.readAllLines(output).stream().map(String::strip))
          .containsAll(values.stream().map(Wrong::line).toList());
      assertThat(process.exitValue()).isEqualTo(2);
    } finally {
      process.destroyForcibly();
    }
  }

  /** One start of a service reports all its invalid settings, each key once. */
  static Stream<Arguments> starts() throws IOException {
    Map<String, List<Wrong>> starts;
    try (InputStream table =
        WrongConfigurationIT.class.getResourceAsStream("wrong-configurations.csv")) {
      starts =
          new String(table.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .skip(1)
              .map(Wrong::parse)
              .collect(groupingBy(Wrong::start, TreeMap::new, toList()));
    }
    return starts.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
  }
}
