package io.meanstream.batch.rows;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.Decimals;
import io.meanstream.catalog.FieldType;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of a dataset's stored rows, as the definition has them: inferring reads all rows. */
public final class RowSchema {

  /** Every decimal that a field may have, digit by digit. */
  private static final DataType DECIMAL =
      DataTypes.createDecimalType(Decimals.WHOLE_DIGITS + Decimals.PLACES, Decimals.PLACES);

  private RowSchema() {}

  /** As expressions see them. */
  public static StructType of(Dataset dataset) {
    return columns(dataset, RowSchema::typeOf);
  }

  /**
   * As they leave the store: timestamps and dates as milliseconds since the epoch. The connector
   * would go by way of {@code java.sql}, which moves dates with the JVM's zone and keeps the Julian
   * calendar before 1582-10-15.
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
