package io.meanstream.system.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as the page's tables show them: six significant digits, a dash for none. */
public final class ShownNumbers {

  private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_UP);

  private ShownNumbers() {}

  /** A number of the API as the page should show it, without separators. */
  public static String of(JsonNode value) {
    return value.isNull() ? "–" : plain(new BigDecimal(value.doubleValue()).round(DIGITS));
  }

  /** What a cell shows, without separators. */
  public static String in(String cell) {
    return cell.replace(",", "");
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
