package io.meanstream.batch.rows;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.value.Decimals;
import io.meanstream.catalog.value.FieldType;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The schema of a dataset's rows, taken from the definition: inferring it would read all rows. */
public final class RowSchema {

  /** Holds every decimal that a field may have, without rounding. */
  private static final DataType DECIMAL =
      DataTypes.createDecimalType(Decimals.WHOLE_DIGITS + Decimals.PLACES, Decimals.PLACES);

  private RowSchema() {}

  /** The schema that expressions see. */
  public static StructType of(Dataset dataset) {
    return columns(dataset, RowSchema::typeOf);
  }

  /**
   * The schema that the connector reads: timestamps and dates are milliseconds since the epoch. The
   * connector itself would convert them to {@code java.sql} types, which shift dates by the JVM's
   * zone and use the Julian calendar before 1582-10-15.
   */
  static StructType stored(Dataset dataset) {
    return columns(
        dataset,
        type ->
            type == FieldType.DATE || type == FieldType.TIMESTAMP
                ? DataTypes.LongType
                : typeOf(type));
  }

  private static StructType columns(Dataset dataset, Function<FieldType, DataType> typeOf) {
    return DataTypes.createStructType(
        dataset.fields().stream()
            .map(
                field ->
                    DataTypes.createStructField(field.name(), typeOf.apply(field.type()), true))
            .toList());
  }

  private static DataType typeOf(FieldType type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case INTEGER -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case DECIMAL -> DECIMAL;
      case DATE -> DataTypes.DateType;
    };
  }
}
