package io.meanstream.ingest.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {

  @ParameterizedTest(name = "{1} in {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'next':1,'a':[{'x':[1,{}]},{'x':2.50}]}       | /a   | {'x':[1,{}]};{'x':2.50}",
        "{'d':{'a':[[1],{'a':[2]}],'b':{}},'a':[3]}     | /d/a | [1];{'a':[2]}",
        "{'a':{'x':1},'b':[2]}                          | /a   | {'x':1}",
        "{'a':[1]} {'b':0} {'a':[2,3]}                  | /a   | 1;2;3",
        "[{'x':1},{'x':2}] [] [{'x':3}]                 | ^^   | {'x':1};{'x':2};{'x':3}",
        "{'x':1} {'x':2}                                | ^^   | {'x':1};{'x':2}",
        "{'a':[]}                                       | /a   | ^^"
      })
  void theRecordsOfAPageBecomeLines(String page, String pointer, String lines) throws IOException {
    // Given
    InputStream in =
        new ByteArrayInputStream(page.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    // When
    JsonLines.copyRecords(in, pointer, out);

    // Then
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(lines.replace('\'', '"').replace(';', '\n'));
  }

  @Test
  void longIntegersAreCopiedDigitByDigit() {
    String number = "7".repeat(3_000_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            JsonLines.copyArray(
                new ByteArrayInputStream(
                    "[%1$s, %1$s, -0]".formatted(number).getBytes(StandardCharsets.UTF_8)),
                out));

    assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly(number, number, "-0");
  }

  @Test
  void arrayElementsBecomeEqualLines() throws IOException {
    // Given
    String array =
        """
        [ {"price": 12345678901234567890.100, "id": 12345678901234567890123, "small": 1E-400},
          {"text": "line\\nbreak \\u00e9 \\ud83d\\udeb2", "nested": {"list": [1, null, true, []]}},
          {"twice": 1, "twice": 2}, 7 ]
        """;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    // When
    boolean hasRecords =
        JsonLines.copyArray(new ByteArrayInputStream(array.getBytes(StandardCharsets.UTF_8)), out);

    // Then
    assertThat(hasRecords).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"price":12345678901234567890.100,"id":12345678901234567890123,"small":1E-400}
            {"text":"line\\nbreak \u00e9 \ud83d\udeb2","nested":{"list":[1,null,true,[]]}}
            {"twice":1,"twice":2}
            7""");
  }
}
