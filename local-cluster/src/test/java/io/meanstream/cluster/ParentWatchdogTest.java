package io.meanstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentWatchdogTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void nothingOutlivesAKilledParent() throws Exception {
    // Given: a parent whose children are a JVM and, below another JVM, a system program
    Process parent = parent();
    List<ProcessHandle> below = awaitDescendants(parent, 3);

    // When
    parent.toHandle().destroyForcibly();

    // Then
    await().atMost(SOON).until(() -> below.stream().noneMatch(this::isAlive));
  }

  @Test
  void exitCodesPassThrough() {
    assertThat(exitOf(program("exits").args("7"))).isEqualTo(7);
    assertThat(exitOf(program("throws"))).isEqualTo(1);
    assertThat(exitOf(binary("false"))).isEqualTo(1);
    assertThat(exitOf(binary("true"))).isZero();
  }

  @Test
  void theLogContainsTheProgramsException() {
    Child child = program("throws").start();

    child.awaitExit(SOON);

    assertThat(child.lastLines(20))
        .anyMatch(line -> line.contains("IllegalStateException: broken"));
  }

  @Test
  void closeStopsAProgramCleanly() {
    // Given
    Child child = program("waits").start();
    child.awaitLine("started", SOON);

    // When
    child.close();

    // Then
    assertThat(child.lastLines(1)).containsExactly("tidied up");
    assertThat(child.exit()).isEqualTo(OptionalInt.of(143));
  }

  @Test
  void closeKillsAnUnresponsiveProgram() {
    // Given
    Child child = program("clings").grace(Duration.ofMillis(300)).start();
    child.awaitLine("started", SOON);

    // When
    child.close();

    // Then
    assertThat(child.exit()).isEqualTo(OptionalInt.of(137));
  }

  @Test
  void closeStopsABinary() {
    Child child = binary("sleep").args("300").start();
    ProcessHandle sleeping = awaitSleep(child);

    child.close();

    assertThat(isAlive(sleeping)).isFalse();
  }

  @Test
  void aKilledBinaryEndsItsWatchdogWithItsExitCode() {
    Child child = binary("sleep").args("300").start();
    ProcessHandle sleeping = awaitSleep(child);

    sleeping.destroyForcibly();

    assertThat(child.awaitExit(SOON)).isTrue();
    assertThat(child.exit()).isEqualTo(OptionalInt.of(137));
  }

  @Test
  void onlyTheParentReceivesCtrlC() throws Exception {
    // Given
    Child child = program("waits").start();
    child.awaitLine("started", SOON);

    // When: the signal that a terminal sends to each process of its group
    new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();

    // Then
    assertThat(child.awaitExit(Duration.ofMillis(500))).isFalse();
    child.close();
  }

  @Test
  void aProgramSeesAnEmptyStandardInput() {
    Child child = program("reads").start();

    assertThat(child.awaitLine("read", SOON)).isEqualTo("read -1");
    child.close();
  }

  @Test
  void anEarlyEndShowsTheEndOfTheLog() {
    Child child = program("exits").args("3").start();

    assertThatThrownBy(() -> child.awaitLine("never", SOON))
        .isInstanceOf(StartException.class)
        .hasMessage(
            "exits ended with code 3, see %s:%n  exiting".formatted(folder.resolve("child.log")));
  }

  @Test
  void namesAProgramThatIsTooSlow() {
    try (Child child = program("waits").start()) {
      assertThatThrownBy(() -> child.awaitLine("never", Duration.ofMillis(100)))
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("waits was not up after 0 s, see ");
    }
  }

  @Test
  void keepsTheLogOfAnEarlierRunWithoutReadingItAgain() {
    program("exits").args("0").start().awaitExit(SOON);
    Child second = program("reads").start();
    second.awaitExit(SOON);

    assertThat(second.lastLines(10)).containsExactly("read -1");
    assertThat(second.log()).content().isEqualTo("exiting\nread -1\n");
  }

  @Test
  void outputCanGoToItsOwnFile() throws IOException {
    Path output = folder.resolve("output.json");

    exitOf(program("exits").args("0").output(output));

    assertThat(output).content().isEqualTo("exiting\n");
    assertThat(Files.size(folder.resolve("child.log"))).isZero();
  }

  @Test
  void aMissingProgramIsAStartException() {
    assertThatThrownBy(() -> ChildCommand.ofMain("a", "B").log(Path.of("/dev/null/a.log")).start())
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("cannot start a: ");
  }

  private int exitOf(ChildCommand command) {
    Child child = command.start();
    return child.onExit().join();
  }

  private ChildCommand program(String what) {
    return command(ChildCommand.ofMain(what, Programs.class.getName()).args(what), log());
  }

  private ChildCommand binary(String name) {
    return ChildCommand.ofBinary(name, onPath(name)).log(log());
  }

  private Path log() {
    return folder.resolve("child.log");
  }

  private static ChildCommand command(ChildCommand command, Path log) {
    return command
        .classPath(List.of(Path.of(System.getProperty("test.classes", "target/test-classes"))))
        .heap("32m")
        .log(log);
  }

  private Process parent() throws IOException {
    List<String> command =
        List.of(
            ChildCommand.JAVA,
            "-cp",
            System.getProperty("java.class.path"),
            Parent.class.getName(),
            folder.toString(),
            onPath("sleep").toString());
    return new ProcessBuilder(command).inheritIO().start();
  }

  private List<ProcessHandle> awaitDescendants(Process process, int count) {
    return awaitDescendants(process.toHandle(), count);
  }

  private static List<ProcessHandle> awaitDescendants(ProcessHandle process, int count) {
    await().atMost(SOON).until(() -> process.descendants().count() == count);
    return process.descendants().toList();
  }

  /** The process with the child's id once its program is started. */
  private static ProcessHandle awaitSleep(Child child) {
    return await()
        .atMost(SOON)
        .until(
            () -> ProcessHandle.of(child.pid()).orElseThrow(),
            process -> process.info().command().orElse("").contains("sleep"));
  }

  /**
   * A process that has ended stays listed until its parent collects the exit code, and the parent
   * may be gone.
   */
  private boolean isAlive(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static Path onPath(String name) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(entry -> Path.of(entry, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  /** Starts a JVM and a binary and waits to be killed. */
  public static final class Parent {
    public static void main(String[] args) throws Exception {
      Path log = Path.of(args[0], "children.log");
      command(ChildCommand.ofMain("a JVM", Programs.class.getName()).args("waits"), log).start();
      ChildCommand.ofBinary("a binary", Path.of(args[1])).args("300").log(log).start();
      Thread.currentThread().join();
    }
  }

  /** The children's programs in these tests. */
  public static final class Programs {
    public static void main(String[] args) throws Exception {
      switch (args[0]) {
        case "exits" -> {
          System.out.println("exiting");
          System.exit(Integer.parseInt(args[1]));
        }
        case "throws" -> throw new IllegalStateException("broken");
        case "reads" -> System.out.println("read " + System.in.read());
        case "waits" -> {
          Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("tidied up")));
          System.out.println("started");
          Thread.currentThread().join();
        }
        case "clings" -> {
          Runtime.getRuntime().addShutdownHook(new Thread(Programs::cling));
          System.out.println("started");
          Thread.currentThread().join();
        }
        default -> throw new IllegalArgumentException(args[0]);
      }
    }

    private static void cling() {
      try {
        Thread.currentThread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
