package io.meanstream.source.csv;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the first lines of a file show.
 *
 * @param skip lines that are not rows; includes one such as {@code sep=;}, which spreadsheets write
 * @param delimiter named by such a line
 * @param rest the lines that are rows
 */
record FirstLines(LinesToSkip skip, Optional<Character> delimiter, String rest) {

  private static final Pattern DELIMITER =
      Pattern.compile("\uFEFF*\"?sep=(.)\"?[,;\\t|]*", Pattern.CASE_INSENSITIVE);

  /** Examines the first characters of a file. */
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
