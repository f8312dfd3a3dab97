package io.meanstream.batch.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.catalog.value.FieldType;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.Decimal;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.codecs.DecoderContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredRowCodecTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # type    | stored                                          | read
          STRING    | "Clark St"                                      | Clark St
          STRING    | "Größe ✓"                                       | Größe ✓
          STRING    | 7                                               | 7
          STRING    | 1.5                                             | 1.5
          STRING    | true                                            | true
          STRING    | {"$numberDecimal": "0.10"}                      | 0.10
          STRING    | {"$date": "2020-05-01T15:00:00Z"}               | 2020-05-01T15:00:00Z
          INTEGER   | {"$numberLong": "9007199254740993"}             | 9007199254740993
          INTEGER   | 7                                               | 7
          INTEGER   | 7.0                                             | 7
          INTEGER   | -0.0                                            | 0
          INTEGER   | {"$numberDecimal": "7.00"}                      | 7
          # 2^60: more digits than the shortest text of this double
          INTEGER   | 1152921504606846976.0                           | 1152921504606846976
          INTEGER   | {"$numberDecimal": "-9223372036854775808"}      | -9223372036854775808
          DOUBLE    | 0.1                                             | 0.1
          DOUBLE    | 7                                               | 7.0
          DOUBLE    | {"$numberLong": "7"}                            | 7.0
          DOUBLE    | {"$numberDecimal": "0.1"}                       | 0.1
          BOOLEAN   | false                                           | false
          # microseconds since 1970
          TIMESTAMP | {"$date": "1970-01-01T00:00:01.500Z"}           | 1500000
          TIMESTAMP | {"$date": {"$numberLong": "-1"}}                | -1000
          # days since 1970: 0001-01-01 in the Gregorian calendar is 719162 days before
          DATE      | {"$date": "1970-01-02T00:00:00Z"}               | 1
          DATE      | {"$date": {"$numberLong": "-86400000"}}         | -1
          DATE      | {"$date": {"$numberLong": "-62135596800000"}}   | -719162
          """)
  void aStoredValueIsReadAsItsFieldsType(FieldType type, String stored, String read) {
    assertThat(decode(type, "{\"f\": " + stored + "}").get(0, null)).hasToString(read);
  }

  @Test
  void everyDigitOfADecimalIsRead() {
    String digits = "-1234567890123456.123456789012345678";

    Object read =
        decode(FieldType.DECIMAL, "{f: {\"$numberDecimal\": \"%s\"}}".formatted(digits))
            .get(0, null);

    assertThat(((Decimal) read).toJavaBigDecimal()).isEqualByComparingTo(new BigDecimal(digits));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INTEGER   | "seven"     | f: cannot convert the stored value seven to INTEGER
          INTEGER   | 12.75       | f: cannot convert the stored value 12.75 to INTEGER
          INTEGER   | 1e300       | f: cannot convert the stored value 1.0E300 to INTEGER
          # 2^63, one more than the highest integer
          INTEGER   | 9223372036854775808.0 | f: cannot convert the stored value 9.223372036854776E18 to INTEGER
          INTEGER   | {"$numberDouble": "NaN"} | f: cannot convert the stored value NaN to INTEGER
          INTEGER   | {"$numberDecimal": "12.75"} | f: cannot convert the stored value 12.75 to INTEGER
          INTEGER   | {"$numberDecimal": "9223372036854775808"} | f: cannot convert the stored value 9223372036854775808 to INTEGER
          # 19 places
          DECIMAL   | 1.5e-18     | f: cannot convert the stored value 1.5E-18 to DECIMAL
          DECIMAL   | {"$numberDouble": "NaN"} | f: cannot convert the stored value NaN to DECIMAL
          DOUBLE    | true        | f: cannot convert the stored value true to DOUBLE
          DECIMAL   | "0.1"       | f: cannot convert the stored value 0.1 to DECIMAL
          BOOLEAN   | 1           | f: cannot convert the stored value 1 to BOOLEAN
          TIMESTAMP | "yesterday" | f: cannot convert the stored value yesterday to TIMESTAMP
          DATE      | 18383       | f: cannot convert the stored value 18383 to DATE
          STRING    | [1]         | f: cannot convert the stored value of BSON type ARRAY to STRING
          """)
  void aValueThatIsNotOfItsFieldsTypeFailsTheRun(FieldType type, String stored, String message) {
    assertThatThrownBy(() -> decode(type, "{\"f\": " + stored + "}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void missingAndNullFieldsAreNullAndOthersAreSkipped() {
    StoredRowCodec codec =
        new StoredRowCodec(
            List.of(
                new StoredField("missing", FieldType.STRING),
                new StoredField("empty", FieldType.DOUBLE),
                new StoredField("last", FieldType.INTEGER)));

    InternalRow row = decode(codec, "{other: {deep: [1, 2]}, empty: null, last: 3}");

    assertThat(row.isNullAt(0)).isTrue();
    assertThat(row.isNullAt(1)).isTrue();
    assertThat(row.getLong(2)).isEqualTo(3);
  }

  private static InternalRow decode(FieldType type, String json) {
    return decode(new StoredRowCodec(List.of(new StoredField("f", type))), json);
  }

  private static InternalRow decode(StoredRowCodec codec, String json) {
    return codec.decode(
        new BsonDocumentReader(BsonDocument.parse(json)), DecoderContext.builder().build());
  }
}
