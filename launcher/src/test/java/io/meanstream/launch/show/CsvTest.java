package io.meanstream.launch.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void quotesOnlyCellsThatNeedIt() {
    String line = Csv.line(List.of("plain", "a,b", "say \"hi\"", "two\nlines", ""));

    assertThat(line).isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",");
  }
}
