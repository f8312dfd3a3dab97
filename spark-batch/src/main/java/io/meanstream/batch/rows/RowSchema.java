package io.meanstream.batch.rows;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.value.Decimals;
import io.meanstream.catalog.value.FieldType;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/** The schema of a dataset's rows, taken from the definition: inferring it would read all rows. */
public final class RowSchema {

  /** Holds every decimal that a field may have, without rounding. */
  static final DecimalType DECIMAL =
      DataTypes.createDecimalType(Decimals.WHOLE_DIGITS + Decimals.PLACES, Decimals.PLACES);

  private RowSchema() {}

  /** The schema that expressions see. */
  public static StructType of(Dataset dataset) {
    return of(dataset.fields().stream().map(StoredField::of).toList());
  }

  static StructType of(List<StoredField> fields) {
    return DataTypes.createStructType(
        fields.stream()
            .map(field -> DataTypes.createStructField(field.name(), typeOf(field.type()), true))
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
