package io.meanstream.source.parquet;

import io.meanstream.catalog.value.Decimals;
import io.meanstream.source.RawRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Turns a column's values into text that the dataset's fields can be typed from: numbers in digits,
 * times in ISO 8601, with {@code Z} for instants and without for local times.
 */
@FunctionalInterface
interface ColumnText {

  /** Java decodes invalid bytes to this character, which is also a character of its own. */
  char REPLACEMENT = '\uFFFD';

  /** The text of the value at the reader's position. */
  String of(ColumnReader value);

  /**
   * How values of a type become text.
   *
   * @param hasInstants96 whether INT96 values are instants; otherwise they are local times
   * @return empty if they have no text: uninterpreted bytes, intervals and the like
   */
  static Optional<ColumnText> of(PrimitiveType type, boolean hasInstants96) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> Optional.of(value -> Boolean.toString(value.getBoolean()));
      case FLOAT -> Optional.of(value -> number(value.getFloat()));
      case DOUBLE -> Optional.of(value -> number(value.getDouble()));
      case INT32 -> Optional.of(ofInteger(logical, value -> value.getInteger(), 0xFFFF_FFFFL));
      case INT64 -> Optional.of(ofInteger(logical, ColumnReader::getLong, -1L));
      case INT96 -> Optional.of(value -> time(int96(value.getBinary()), hasInstants96));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBytes(type, logical);
    };
  }

  /** The integer at the reader's position. */
  @FunctionalInterface
  interface IntegerValue {
    long of(ColumnReader value);
  }

  private static ColumnText ofInteger(
      LogicalTypeAnnotation logical, IntegerValue integer, long unsignedMask) {
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return value -> BigDecimal.valueOf(integer.of(value), decimal.getScale()).toPlainString();
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      TimeUnit unit = unit(timestamp.getUnit());
      return value -> time(instant(integer.of(value), unit), timestamp.isAdjustedToUTC());
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      TimeUnit unit = unit(time.getUnit());
      return value -> timeOfDay(unit.toNanos(integer.of(value)));
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      return value -> LocalDate.ofEpochDay(integer.of(value)).toString();
    }
    boolean isUnsigned = logical instanceof IntLogicalTypeAnnotation sign && !sign.isSigned();
    return isUnsigned
        ? value -> Long.toUnsignedString(integer.of(value) & unsignedMask)
        : value -> Long.toString(integer.of(value));
  }

  private static Optional<ColumnText> ofBytes(PrimitiveType type, LogicalTypeAnnotation logical) {
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return Optional.of(
          value ->
              new BigDecimal(new BigInteger(value.getBinary().getBytes()), decimal.getScale())
                  .toPlainString());
    }
    if (logical instanceof UUIDLogicalTypeAnnotation) {
      return Optional.of(value -> uuid(value.getBinary().toByteBuffer()));
    }
    boolean isText =
        logical == null && type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BINARY
            || logical instanceof StringLogicalTypeAnnotation
            || logical instanceof EnumLogicalTypeAnnotation
            || logical instanceof JsonLogicalTypeAnnotation;
    return isText
        ? Optional.of(value -> text(value.getBinary().getBytesUnsafe()))
        : Optional.empty();
  }

  private static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : markedText(bytes);
  }

  /** Decodes UTF-8, keeps replacement characters and marks invalid bytes. */
  private static String markedText(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .replaceWith(String.valueOf(RawRow.UNDECODABLE))
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("malformed bytes are replaced", e);
    }
  }

  /** Formats whole numbers without a fraction. */
  private static String number(double value) {
    boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
    if (isWhole) {
      return Long.toString((long) value);
    }
    String text = Double.toString(value);
    // texts of decimals have no exponent
    return Decimals.parse(text).map(BigDecimal::toPlainString).orElse(text);
  }

  private static TimeUnit unit(LogicalTypeAnnotation.TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> TimeUnit.MILLISECONDS;
      case MICROS -> TimeUnit.MICROSECONDS;
      case NANOS -> TimeUnit.NANOSECONDS;
    };
  }

  private static Instant instant(long value, TimeUnit unit) {
    long perSecond = unit.convert(1, TimeUnit.SECONDS);
    return Instant.ofEpochSecond(
        Math.floorDiv(value, perSecond), unit.toNanos(Math.floorMod(value, perSecond)));
  }

  /** Nanoseconds of the day and the Julian day, both little-endian. */
  private static Instant int96(Binary value) {
    ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong(bytes.position());
    long day = Integer.toUnsignedLong(bytes.getInt(bytes.position() + Long.BYTES));
    long julianDayOfEpoch = 2_440_588;
    return Instant.ofEpochSecond(TimeUnit.DAYS.toSeconds(day - julianDayOfEpoch), nanos);
  }

  private static String time(Instant time, boolean isInstant) {
    return isInstant ? time.toString() : LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString();
  }

  /** A time of day, or the number itself if no day has such a time. */
  private static String timeOfDay(long nanos) {
    try {
      return LocalTime.ofNanoOfDay(nanos).toString();
    } catch (DateTimeException e) {
      return Long.toString(nanos);
    }
  }

  private static String uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(bytes.position()), bytes.getLong(bytes.position() + Long.BYTES))
        .toString();
  }
}
