package io.meanstream.ingest.type;

import io.meanstream.ingest.csv.Flaw;

/** Any text, kept as it stands. */
final class StringParser implements ValueParser {

  @Override
  public Object parse(char[] text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text[at] == Flaw.UNDECODABLE) {
        return null;
      }
    }
    return new String(text, from, to - from);
  }

  @Override
  public String expected() {
    return "text in the file's charset";
  }
}
