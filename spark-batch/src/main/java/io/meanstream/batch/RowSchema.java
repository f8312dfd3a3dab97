package io.meanstream.batch;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.FieldType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of a dataset's stored rows, as the definition has them: inferring reads all rows. */
final class RowSchema {

  private RowSchema() {}

  static StructType of(Dataset dataset) {
    return DataTypes.createStructType(
        dataset.fields().stream()
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
    };
  }
}
