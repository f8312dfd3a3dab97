package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files and pages that the documents name exist. */
class DocumentationIT {

  private static final Pattern SOURCE_FILE = Pattern.compile("`([\\w/…-]*?)([\\w/]+\\.java)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void everySourceFileInTheArchitectureExists() throws IOException {
    List<Path> sources = files(".java");
    List<String> named =
        SOURCE_FILE
            .matcher(Files.readString(Meanstream.ROOT.resolve("docs/architecture.md")))
            .results()
            .map(match -> match.group(2).replaceFirst("^/", ""))
            .toList();

    assertThat(named).hasSizeGreaterThan(60);
    assertThat(named).allMatch(name -> sources.stream().anyMatch(path -> path.endsWith(name)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkIntoTheRepositoryWorks(Path page) throws IOException {
    List<String> targets =
        LINK.matcher(Files.readString(page))
            .results()
            .map((MatchResult match) -> match.group(1).trim())
            .toList();

    assertThat(targets).allMatch(target -> Files.exists(page.resolveSibling(target)));
  }

  static Stream<Path> pages() throws IOException {
    return files(".md").stream();
  }

  private static List<Path> files(String ending) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        Meanstream.ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            // other processes change the files of a build meanwhile
            boolean isSource =
                folder.equals(Meanstream.ROOT)
                    || !folder.getFileName().toString().matches("target.*|\\..*");
            return isSource ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(ending)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
