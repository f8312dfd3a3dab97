package io.meanstream.source.type;

/** Parses {@code true} and {@code false} in any case. */
final class BooleanParser implements ValueParser {

  @Override
  public Object parse(char[] text, int from, int to) {
    if (is("true", text, from, to)) {
      return true;
    }
    return is("false", text, from, to) ? false : null;
  }

  private static boolean is(String word, char[] text, int from, int to) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      // the bit that separates upper from lower case in ASCII
      if ((text[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String expected() {
    return "true or false";
  }
}
