package io.meanstream.batch.rows;

import io.meanstream.catalog.value.Decimals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/**
 * Decodes stored rows from the driver's buffer into Spark's internal rows.
 *
 * <p>This is written for speed: a run spends most of its time here. It makes no documents and no
 * boxed dates in between. An earlier definition may have stored numbers and texts with another
 * type; what cannot be converted fails the run. Only what is read as a double may lose digits.
 */
final class StoredRowCodec implements Codec<InternalRow> {

  private static final long MILLIS_OF_DAY = Duration.ofDays(1).toMillis();
  private static final long MICROS_OF_MILLI = 1_000;

  private final List<StoredField> fields;
  private final Map<String, Integer> indexes = new HashMap<>();

  StoredRowCodec(List<StoredField> fields) {
    this.fields = fields;
    for (int index = 0; index < fields.size(); index++) {
      indexes.put(fields.get(index).name(), index);
    }
  }

  @Override
  public Class<InternalRow> getEncoderClass() {
    return InternalRow.class;
  }

  @Override
  public InternalRow decode(BsonReader reader, DecoderContext context) {
    Object[] values = new Object[fields.size()];
    reader.readStartDocument();
    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
      Integer index = indexes.get(reader.readName());
      if (index == null) {
        reader.skipValue();
      } else {
        values[index] = valueOf(fields.get(index), reader);
      }
    }
    reader.readEndDocument();
    return new GenericInternalRow(values);
  }

  @Override
  public void encode(BsonWriter writer, InternalRow row, EncoderContext context) {
    throw new UnsupportedOperationException("a run writes no rows");
  }

  private static Object valueOf(StoredField field, BsonReader reader) {
    BsonType stored = reader.getCurrentBsonType();
    if (stored == BsonType.NULL) {
      reader.readNull();
      return null;
    }
    return switch (field.type()) {
      case STRING -> UTF8String.fromString(text(field, reader));
      case INTEGER ->
          stored == BsonType.INT64 ? reader.readInt64() : whole(field, number(field, reader));
      case DOUBLE ->
          stored == BsonType.DOUBLE ? reader.readDouble() : number(field, reader).doubleValue();
      case DECIMAL -> decimal(field, reader);
      case BOOLEAN ->
          stored == BsonType.BOOLEAN ? reader.readBoolean() : refuse(field, text(field, reader));
      case TIMESTAMP -> Math.multiplyExact(millis(field, reader), MICROS_OF_MILLI);
      case DATE -> Math.toIntExact(Math.floorDiv(millis(field, reader), MILLIS_OF_DAY));
    };
  }

  private static long millis(StoredField field, BsonReader reader) {
    return reader.getCurrentBsonType() == BsonType.DATE_TIME
        ? reader.readDateTime()
        : refuse(field, text(field, reader));
  }

  private static Decimal decimal(StoredField field, BsonReader reader) {
    BigDecimal number =
        switch (reader.getCurrentBsonType()) {
          case DECIMAL128 -> reader.readDecimal128().bigDecimalValue();
          case INT32, INT64, DOUBLE -> decimal(field, number(field, reader).toString());
          default -> refuse(field, text(field, reader));
        };
    return Decimal.apply(number, RowSchema.DECIMAL.precision(), RowSchema.DECIMAL.scale());
  }

  private static BigDecimal decimal(StoredField field, String number) {
    return Decimals.parse(number).orElseGet(() -> refuse(field, number));
  }

  private static long whole(StoredField field, Number number) {
    try {
      BigDecimal exact =
          number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.doubleValue());
      return exact.longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      // it has a fraction, is out of range, or is not a number at all
      return refuse(field, number.toString());
    }
  }

  private static Number number(StoredField field, BsonReader reader) {
    return switch (reader.getCurrentBsonType()) {
      case INT32 -> reader.readInt32();
      case INT64 -> reader.readInt64();
      case DOUBLE -> reader.readDouble();
      case DECIMAL128 -> reader.readDecimal128().bigDecimalValue();
      default -> refuse(field, text(field, reader));
    };
  }

  private static String text(StoredField field, BsonReader reader) {
    BsonType stored = reader.getCurrentBsonType();
    return switch (stored) {
      case STRING -> reader.readString();
      case BOOLEAN -> Boolean.toString(reader.readBoolean());
      case DATE_TIME -> Instant.ofEpochMilli(reader.readDateTime()).toString();
      case INT32, INT64, DOUBLE, DECIMAL128 -> number(field, reader).toString();
      default -> refuse(field, "of BSON type " + stored);
    };
  }

  private static <T> T refuse(StoredField field, String value) {
    throw new IllegalArgumentException(
        "%s: cannot convert the stored value %s to %s"
            .formatted(field.name(), value, field.type()));
  }
}
