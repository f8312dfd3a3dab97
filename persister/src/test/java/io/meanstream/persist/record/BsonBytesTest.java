package io.meanstream.persist.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BsonBytesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Cedar Ave & Cooper St",
        "\u0000",
        "Straße",
        "größer €5",
        "🚲 bike 🚲",
        "ab\u007F\u0080"
      })
  void aTextHasTheBytesThatTheDriverWrites(String text) {
    // Given
    BsonBytes bytes = new BsonBytes(8);

    // When
    boolean written = bytes.element(BsonBytes.header(BsonType.STRING, "naïve")).string(text);

    // Then
    assertThat(written).isTrue();
    assertSameBytes(bytes.document(), new BsonDocument("naïve", new BsonString(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDEB2\uD83D", "a\uD83Db", "é\uD83D", "\uD83D\uD83D\uDEB2"})
  void aTextWithUnpairedSurrogatesIsNotWritten(String text) {
    assertThat(new BsonBytes(8).string(text)).isFalse();
  }

  @Test
  void allTypesHaveTheBytesThatTheDriverWrites() {
    // Given
    BsonBytes bytes = new BsonBytes(8);
    Decimal128 decimal = Decimal128.parse("-12345678901234567890.12345678901234");

    // When
    bytes.element(BsonBytes.header(BsonType.INT64, "long")).int64(Long.MIN_VALUE);
    bytes.element(BsonBytes.header(BsonType.INT32, "int")).int32(-2);
    bytes.element(BsonBytes.header(BsonType.DATE_TIME, "date")).int64(-1);
    bytes
        .element(BsonBytes.header(BsonType.DOUBLE, "double"))
        .int64(Double.doubleToRawLongBits(-0.1));
    bytes.element(BsonBytes.header(BsonType.BOOLEAN, "true")).bool(true);
    bytes.element(BsonBytes.header(BsonType.BOOLEAN, "false")).bool(false);
    bytes.element(BsonBytes.header(BsonType.DECIMAL128, "decimal")).int64(decimal.getLow());
    bytes.int64(decimal.getHigh());
    int nested = bytes.element(BsonBytes.header(BsonType.DOCUMENT, "nested")).begin();
    bytes.element(BsonBytes.header(BsonType.STRING, "text")).string("inside");
    bytes.end(nested);

    // Then
    assertSameBytes(
        bytes.document(),
        new BsonDocument("long", new BsonInt64(Long.MIN_VALUE))
            .append("int", new BsonInt32(-2))
            .append("date", new BsonDateTime(-1))
            .append("double", new BsonDouble(-0.1))
            .append("true", BsonBoolean.TRUE)
            .append("false", BsonBoolean.FALSE)
            .append("decimal", new BsonDecimal128(decimal))
            .append("nested", new BsonDocument("text", new BsonString("inside"))));
  }

  private static void assertSameBytes(RawBsonDocument written, BsonDocument expected) {
    assertThat(bytes(written))
        .isEqualTo(bytes(new RawBsonDocument(expected, new BsonDocumentCodec())));
  }

  private static byte[] bytes(RawBsonDocument document) {
    byte[] bytes = new byte[document.getByteBuffer().remaining()];
    document.getByteBuffer().get(bytes);
    return bytes;
  }
}
