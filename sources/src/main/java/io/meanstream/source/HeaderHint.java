package io.meanstream.source;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.type.Columns;
import io.meanstream.source.type.HeaderException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for the dataset's header below a first line that is not it. */
final class HeaderHint {

  private static final int LINES = 50;
  private static final String COMMENT_SIGNS = "#%!*/-";
  private static final List<String> DELIMITERS = List.of(",", ";", "\t");

  private HeaderHint() {}

  /**
   * What to add to the definition so that the header is found, as the end of a message; empty if
   * nothing helps.
   *
   * @throws IOException if the source cannot be read
   */
  static String of(SourceFile source, Dataset dataset, ReadOptions options) throws IOException {
    List<String> lines;
    try (InputStream bytes = source.open(options.unpack())) {
      lines =
          FileHead.text(bytes.readNBytes(FileHead.LENGTH), options.charset())
              .lines()
              .limit(LINES)
              .toList();
    }
    for (int line = 1; line < lines.size(); line++) {
      if (isHeader(lines.get(line), dataset, options)) {
        return hint(lines.subList(0, line));
      }
    }
    return "";
  }

  private static String hint(List<String> above) {
    String first = above.get(0);
    boolean isComment =
        !first.isEmpty()
            && COMMENT_SIGNS.indexOf(first.charAt(0)) >= 0
            && above.stream().allMatch(it -> it.isBlank() || it.charAt(0) == first.charAt(0));
    String skip =
        "; line %d looks like the header: add skip: %d to source in the definition to skip the lines above it"
            .formatted(above.size() + 1, above.size());
    return isComment
        ? skip + ", or comment: \"%s\" to skip such lines".formatted(first.charAt(0))
        : skip;
  }

  private static boolean isHeader(String line, Dataset dataset, ReadOptions options) {
    Stream<String> delimiters =
        options.delimiter().map(String::valueOf).map(Stream::of).orElseGet(DELIMITERS::stream);
    return delimiters.anyMatch(
        delimiter ->
            isHeader(
                Stream.of(line.split(Pattern.quote(delimiter), -1))
                    .map(name -> name.replace("\"", ""))
                    .toList(),
                dataset));
  }

  private static boolean isHeader(List<String> names, Dataset dataset) {
    try {
      Columns.of(dataset, names);
      return true;
    } catch (HeaderException e) {
      return false;
    }
  }
}
