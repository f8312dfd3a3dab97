package io.meanstream.source.type;

import io.meanstream.source.RawRow;

/** Any text, kept as it stands. */
final class StringParser implements ValueParser {

  @Override
  public Object parse(char[] text, int from, int to) {
    // looked for in the string: one of Latin letters, as most are, needs no look at them
    String value = new String(text, from, to - from);
    return value.indexOf(RawRow.UNDECODABLE) < 0 ? value : null;
  }

  @Override
  public String expected() {
    return "text in the file's charset";
  }
}
