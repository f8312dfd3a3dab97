package io.meanstream.source.type;

import io.meanstream.source.RawRow;

/** Any text, unchanged. */
final class StringParser implements ValueParser {

  @Override
  public Object parse(char[] text, int from, int to) {
    // searched in the string: Latin-1 strings, as most are, cannot contain it
    String value = new String(text, from, to - from);
    return value.indexOf(RawRow.UNDECODABLE) < 0 ? value : null;
  }

  @Override
  public String expected() {
    return "text in the file's charset";
  }
}
