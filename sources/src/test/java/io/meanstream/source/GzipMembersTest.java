package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.testing.Archives;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GzipMembersTest {

  private static final byte[] ZEROS = new byte[100_000];

  @Test
  void membersAreReadOneAfterTheOther() throws IOException {
    assertThat(unpacked(gzip("a"), gzip(""), gzip("b".repeat(200_000)), gzip("c")))
        .isEqualTo("a" + "b".repeat(200_000) + "c");
  }

  @Test
  void zerosMayFollowAMember() throws IOException {
    assertThat(unpacked(gzip("a"), ZEROS)).isEqualTo("a");
    assertThat(unpacked(gzip("a"), ZEROS, gzip("b"), new byte[1])).isEqualTo("ab");
  }

  @Test
  void trailingGarbageIsAnErrorThatNamesItsByte() throws IOException {
    int length = gzip("a").length;
    byte[] text = "garbage".getBytes();

    assertThatThrownBy(() -> unpacked(gzip("a"), text))
        .hasMessageContaining("no gzip member starts at byte %d", length);
    assertThatThrownBy(() -> unpacked(gzip("a"), ZEROS, text, gzip("b")))
        .hasMessageContaining("no gzip member starts at byte %d", length + 100_000);
    assertThatThrownBy(() -> unpacked(text))
        .hasMessageContaining("no gzip member starts at byte 0");
  }

  @Test
  void aMemberCutAnywhereIsAnErrorThatNamesItsByte() throws IOException {
    byte[] second = gzip("second");
    int length = gzip("a").length;

    for (int kept = 1; kept < second.length; kept++) {
      byte[] cut = Arrays.copyOf(second, kept);
      assertThatThrownBy(() -> unpacked(gzip("a"), cut))
          .as("the first %d bytes", kept)
          .hasMessageContaining("starts at byte %d ", length);
    }
  }

  @Test
  void aDamagedMemberIsAnErrorThatNamesItsByte() throws IOException {
    byte[] second = gzip("second");
    second[second.length - 5] ^= 1;

    assertThatThrownBy(() -> unpacked(gzip("a"), second))
        .hasMessageContaining(
            "the gzip member that starts at byte %d is damaged", gzip("a").length);
  }

  private static byte[] gzip(String text) throws IOException {
    return Archives.gzip(text);
  }

  private static String unpacked(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    try (InputStream members = new GzipMembers(new ByteArrayInputStream(all.toByteArray()))) {
      return new String(members.readAllBytes());
    }
  }
}
