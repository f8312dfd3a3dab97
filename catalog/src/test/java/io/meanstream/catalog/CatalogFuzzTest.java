package io.meanstream.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.definition.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Any bytes are either a dataset or a list of its mistakes, one line each. */
class CatalogFuzzTest {

  @FuzzTest
  void anyBytesAreADefinitionOrHaveMistakes(byte[] bytes) throws IOException {
    assertReadOrExplained(bytes);
  }

  static void assertReadOrExplained(byte[] definition) throws IOException {
    Path folder = Files.createTempDirectory("fuzz");
    Path file = folder.resolve("t.yaml");
    try {
      Files.write(file, definition);
      List<Dataset> read = Catalog.load(folder).all();
      assertThat(read).hasSize(1);
    } catch (DefinitionException e) {
      assertThat(e.problems())
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem).matches("t(\\.yaml)?(:[0-9]+)?: .+"));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
