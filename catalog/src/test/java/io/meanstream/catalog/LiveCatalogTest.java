package io.meanstream.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.definition.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveCatalogTest {

  private static final String REST =
      "source: {zone: UTC}%ntime: at%nfields: {at: {type: timestamp}}%n".formatted();
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2024-03-31T01:00:00Z"));

  @TempDir Path folder;

  private LiveCatalog live;

  @BeforeEach
  void oneDefinition() throws IOException {
    write("levels.yaml", "name: levels\n");
    live = LiveCatalog.load(folder);
  }

  @Test
  void addedAndRemovedFilesAreSeenByTheNextCheck() throws IOException {
    // When
    write("winds.yaml", "name: winds\n");

    // Then
    assertThat(names()).containsExactly("levels", "winds");
    Files.delete(folder.resolve("levels.yaml"));
    assertThat(names()).containsExactly("winds");
  }

  @Test
  void latestIsTheCatalogOfTheLastCheck() throws IOException {
    // When
    write("winds.yaml", "name: winds\n");

    // Then
    assertThat(live.latest().all()).extracting(Dataset::name).containsExactly("levels");
    live.current();
    assertThat(live.latest().all()).extracting(Dataset::name).containsExactly("levels", "winds");
  }

  @Test
  void anUnchangedFolderIsNotReread() throws IOException {
    // Given
    settle("levels.yaml");
    Catalog before = live.current();

    // When
    Catalog after = live.current();

    // Then
    assertThat(after).isSameAs(before);
  }

  @Test
  void twoChangesOfEqualSizeWithinAClockTickAreBothSeen() throws IOException {
    // Given
    Instant now = Instant.parse("2024-05-01T12:00:00Z");
    Path file = write("levels.yaml", "name: winds1\n");
    Files.setLastModifiedTime(file, FileTime.from(now));
    live = LiveCatalog.load(folder, () -> now);
    assertThat(names()).containsExactly("winds1");

    // When
    write("levels.yaml", "name: winds2\n");
    Files.setLastModifiedTime(file, FileTime.from(now));

    // Then
    assertThat(names()).containsExactly("winds2");
  }

  @Test
  void aReplacementWithTheSameSizeAndTimeIsSeen() throws IOException {
    // Given
    settle("levels.yaml");
    assertThat(names()).containsExactly("levels");
    Path other = Files.writeString(folder.resolve("other"), "name: sounds\n" + REST);
    Files.setLastModifiedTime(other, LONG_AGO);

    // When
    Files.move(other, folder.resolve("levels.yaml"), StandardCopyOption.REPLACE_EXISTING);

    // Then
    assertThat(names()).containsExactly("sounds");
  }

  @Test
  void mistakesAreReportedAndLeaveTheLastCatalogActive() throws IOException {
    // When
    write("winds.yaml", "name: winds\nperiods: [day, decade]\n");

    // Then
    assertThat(names()).containsExactly("levels");
    assertThat(live.mistakes()).singleElement().asString().startsWith("winds.yaml: periods");
    write("winds.yaml", "name: winds\n");
    assertThat(names()).containsExactly("levels", "winds");
    assertThat(live.mistakes()).isEmpty();
  }

  @Test
  void mistakesAreLoggedOncePerChange() throws IOException {
    // Given
    Lines lines = new Lines();
    Logger logger = Logger.getLogger(LiveCatalog.class.getName());
    logger.addHandler(lines);

    // When
    write("winds.yaml", "name: winds\nperiods: [day, decade]\n");
    Stream.generate(live::current).limit(5).forEach(catalog -> {});
    write("winds.yaml", "name: winds\nperiods: [day, century]\n");
    live.current();

    // Then
    logger.removeHandler(lines);
    assertThat(lines.warnings).hasSize(2);
    assertThat(lines.warnings.get(0)).contains("winds.yaml: periods", "decade");
    assertThat(lines.warnings.get(1)).contains("century");
  }

  @Test
  void aMissingFolderAndABrokenLinkAreMistakes() throws IOException {
    // When
    Path link = Files.createSymbolicLink(folder.resolve("winds.yaml"), Path.of("nowhere"));

    // Then
    assertThat(names()).containsExactly("levels");
    assertThat(live.mistakes()).singleElement().asString().contains("winds.yaml");
    Files.delete(link);
    Files.delete(folder.resolve("levels.yaml"));
    Files.delete(folder);
    assertThat(names()).containsExactly("levels");
    assertThat(live.mistakes()).singleElement().asString().contains(folder.toString());
  }

  @Test
  void editorsHiddenFilesAreNotDefinitions() throws IOException {
    // When
    Files.createSymbolicLink(folder.resolve(".#levels.yaml"), Path.of("me@host.4711"));

    // Then
    assertThat(names()).containsExactly("levels");
    assertThat(live.mistakes()).isEmpty();
  }

  @Test
  void theFirstLoadRefusesMistakes() throws IOException {
    // Given
    write("winds.yaml", "name: Winds\n");

    // Then
    assertThatThrownBy(() -> LiveCatalog.load(folder)).isInstanceOf(DefinitionException.class);
  }

  private List<String> names() {
    return live.current().all().stream().map(Dataset::name).toList();
  }

  private Path write(String file, String beginning) throws IOException {
    return Files.writeString(folder.resolve(file), beginning + REST);
  }

  /** Makes the file look old. */
  private void settle(String file) throws IOException {
    Files.setLastModifiedTime(folder.resolve(file), LONG_AGO);
  }

  private static final class Lines extends Handler {

    private final List<String> warnings = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel() == Level.WARNING) {
        warnings.add(new SimpleFormatter().formatMessage(line));
      }
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
