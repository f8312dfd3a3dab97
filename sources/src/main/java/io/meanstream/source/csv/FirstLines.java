package io.meanstream.source.csv;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lines that a file begins with.
 *
 * @param skip those that are no rows; also one such as {@code sep=;}, which spreadsheets write
 * @param delimiter that such a line names
 * @param rest the lines of rows
 */
record FirstLines(LinesToSkip skip, Optional<Character> delimiter, String rest) {

  private static final Pattern DELIMITER =
      Pattern.compile("\uFEFF*\"?sep=(.)\"?[,;\\t|]*", Pattern.CASE_INSENSITIVE);

  /** What the first characters of a file show. */
  static FirstLines of(String head, LinesToSkip defined) {
    List<String> lines = head.lines().skip(defined.first()).toList();
    Matcher named = DELIMITER.matcher(lines.isEmpty() ? "" : lines.get(0));
    int own = named.matches() ? 1 : 0;
    return new FirstLines(
        new LinesToSkip(defined.first() + own, defined.comment()),
        own == 1 ? Optional.of(named.group(1).charAt(0)) : Optional.empty(),
        lines.stream()
            .skip(own)
            .filter(line -> !isComment(line, defined))
            .collect(Collectors.joining("\n")));
  }

  private static boolean isComment(String line, LinesToSkip defined) {
    return defined.comment().filter(sign -> line.startsWith(sign.toString())).isPresent();
  }
}
