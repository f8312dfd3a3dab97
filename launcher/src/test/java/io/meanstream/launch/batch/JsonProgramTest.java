package io.meanstream.launch.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.cluster.ChildCommand;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonProgramTest {

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void folder() {
    folder = temporary.resolve("own");
  }

  @Test
  void theLastLineOfOutputIsTheDocument() {
    assertThat(run("progress\n{\"a\": 1}\n", "a note", 0).path("a").asInt()).isEqualTo(1);
    assertThat(folder).doesNotExist();
  }

  @Test
  void anotherExitCodeMayAlsoComeWithADocument() {
    ChildCommand command = command("{\"a\": 2}", "", 3).log(temporary.resolve("errors.log"));
    try (JsonProgram program = JsonProgram.start(command, folder)) {
      assertThat(program.await(stage(), 3).path("a").asInt()).isEqualTo(2);
    }
  }

  @Test
  void exitCode2IsAMistakeWithTheProgramsMessage() {
    assertThatThrownBy(() -> run("", "one\ntwo\n", 2))
        .isInstanceOf(Mistake.class)
        .hasMessage("one%ntwo".formatted());
    assertThat(folder).doesNotExist();
  }

  @Test
  void aFailureKeepsTheLog() {
    assertThatThrownBy(() -> run("", "out of luck", 4))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "speaker ended with code 4, see %s:%n  out of luck"
                .formatted(folder.resolve("errors.log")));
    assertThat(folder.resolve("errors.log")).hasContent("out of luck");
  }

  private JsonNode run(String out, String err, int exit) {
    return JsonProgram.run(command(out, err, exit), folder, stage());
  }

  private static ChildCommand command(String out, String err, int exit) {
    return ChildCommand.ofMain("speaker", PrintingProgram.class.getName())
        .classPath(List.of(Path.of("target/test-classes").toAbsolutePath()))
        .heap("16m")
        .args(out, err, Integer.toString(exit));
  }

  private static Stage stage() {
    return Console.of(new ByteArrayOutputStream(), new ByteArrayOutputStream(), 0).stage("speak");
  }
}
