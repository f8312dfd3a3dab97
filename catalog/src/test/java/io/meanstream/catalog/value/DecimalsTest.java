package io.meanstream.catalog.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      nullValues = "no",
      value = {
        "1.00, 1, zeros at the end are no digits",
        "1E+2, 100, an exponent is written out",
        "-0.10, -0.1, negative",
        "0.000, 0, zero",
        "0E+999999999, 0, zero whatever its exponent",
        "12345678901234567890.12345678901234, 12345678901234567890.12345678901234, 34 digits",
        "12345678901234567890.123456789012345, no, 35 digits",
        "99999999999999999999, 99999999999999999999, 20 before the point",
        "1E+20, no, 21 before the point",
        "1E+2147483647, no, far more",
        "1E-18, 0.000000000000000001, 18 after the point",
        "1E-19, no, 19 after the point",
        "1E-2147483647, no, far more",
        "1.00000000000000000000000000000000000000, 1, zeros do not count"
      })
  void aNumberHasOneForm(BigDecimal number, String form, String reason) {
    assertThat(Decimals.canonical(number).map(BigDecimal::toPlainString))
        .as(reason)
        .isEqualTo(Optional.ofNullable(form));
    assertThat(Decimals.canonical(number).map(BigDecimal::scale).orElse(0)).isNotNegative();
  }
}
