package io.meanstream.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How {@code ./meanstream} chooses a JDK and whether it builds; runs a copy of it that searches a
 * folder of the test.
 */
class ScriptTest {

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    String script = Files.readString(Path.of("../meanstream"));
    Files.writeString(
        folder.resolve("meanstream"), script.replace("/usr/lib/jvm", folder + "/jvm"));
  }

  @Test
  void aMissingJdkIsReportedWithWhatToInstall() throws Exception {
    Outcome outcome = run();

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err())
        .hasLineCount(1)
        .startsWith("meanstream: a JDK 17 is needed")
        .contains("there is none: install one");
  }

  @Test
  void aJdkThatSparkDoesNotSupportIsNamed() throws Exception {
    Path jdk = jdk("jdk-21", "21.0.2");

    Outcome outcome = run();

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).hasLineCount(1).contains("there is only Java 21 in " + jdk);
  }

  @Test
  void aJava17WithoutCompilerIsRefused() throws Exception {
    Path jre = jdk("jre-17", "17.0.15");
    Files.delete(jre.resolve("bin/javac"));

    Outcome outcome = run();

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("there is a Java 17 without compiler in " + jre);
  }

  @Test
  void buildsMissingJars() throws Exception {
    assertThat(runWithBuild("demo").err()).contains("building, because it is not built yet");
    assertThat(folder.resolve("built")).exists();
  }

  @Test
  void javaReadsFileNamesAsUtf8EvenInAnAsciiLocale() throws Exception {
    runWithBuild("demo");

    assertThat(folder.resolve("locale")).hasContent("C.UTF-8");
  }

  @Test
  void neverReplacesJarsInUse() throws Exception {
    // Given
    Process up = runningFrom(folder, "supervise");

    // When
    Outcome outcome = runWithBuild("demo");
    up.destroy();

    // Then
    assertThat(folder.resolve("built")).doesNotExist();
    assertThat(outcome.err())
        .contains("not rebuilding, although it is not built yet")
        .contains("process %d (up) is using the jars".formatted(up.pid()));
  }

  @Test
  void processesOfOtherCheckoutsDoNotMatter() throws Exception {
    Process other = runningFrom(folder.resolve("sub"), "demo");

    runWithBuild("demo");
    other.destroy();

    assertThat(folder.resolve("built")).exists();
  }

  /** A process that ps shows as the launcher of a checkout. */
  private static Process runningFrom(Path checkout, String command) throws IOException {
    return new ProcessBuilder(
            "/bin/sh",
            "-c",
            "read line",
            "java",
            "-Dmeanstream.checkout=" + checkout,
            "io.meanstream.launch.Main",
            command)
        .start();
  }

  private Outcome runWithBuild(String command) throws IOException, InterruptedException {
    Path jdk = jdk("jdk-17", "17.0.15");
    executable(
        jdk.resolve("bin/java"), "#!/bin/sh\nprintf %s \"$LC_ALL\" > " + folder + "/locale\n");
    executable(
        folder.resolve("mvnw"),
        """
        #!/bin/sh
        touch built
        while [ "$1" != -pl ]; do shift; done
        for module in $(echo "$2" | tr , ' ')
        do
          mkdir -p $module/target/quarkus-app
        done
        """);
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", folder.resolve("meanstream").toString(), command)
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("LC_ALL", "POSIX");
    builder.environment().put("HOME", folder.toString());
    int exit = builder.start().waitFor();
    return new Outcome(exit, Files.readString(err));
  }

  private record Outcome(int exit, String err) {}

  private Outcome run() throws IOException, InterruptedException {
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", folder.resolve("meanstream").toString(), "--help")
            .redirectError(err.toFile());
    // without this machine's own JDKs
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("PATH", pathWithoutJava());
    int exit = builder.start().waitFor();
    return new Outcome(exit, Files.readString(err));
  }

  private String pathWithoutJava() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("dirname", "readlink", "sed")) {
      executable(bin.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
    }
    return bin.toString();
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve("jvm").resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(home.resolve("bin/java"), "");
    executable(home.resolve("bin/javac"), "");
    return home;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
