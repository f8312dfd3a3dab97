package io.meanstream.batch.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.run.SparkEngine;
import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(BatchTestEnvironment.class)
class ExpressionCheckTest {

  private static final Path WRONG = Path.of("src/test/resources/definitions/wrong");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          measures.typo.expression      | Syntax error at or near end of input
          measures.unknown.expression   | name `weight` cannot be resolved
          measures.text.expression      | "upper(`group`)" must be a number, not STRING
          measures.many.expression      | must depend on the values of one row only
          measures.window.expression    | must depend on the values of one row only
          measures.generator.expression | must depend on the values of one row only
          measures.query.expression     | must depend on the values of one row only
          measures.chance.expression    | must depend on the values of one row only
          measures.clock.expression     | must depend on the values of one row only
          exclude.number                | "`select`" must be a condition, not DOUBLE
          """)
  void everyMistakeIsReportedWithItsPathInTheFile(String path, String reason, SparkEngine spark) {
    Dataset dataset = TestRuns.dataset(WRONG, "visits");
    SparkSession session = spark.sessionIn(dataset.zone());

    Throwable thrown = catchThrowable(() -> ExpressionCheck.check(session, dataset));

    assertThat(thrown).isInstanceOf(UserMistake.class);
    assertThat(thrown.getMessage().lines())
        .hasSize(10)
        .filteredOn(line -> line.startsWith("visits.yaml: " + path + ": "))
        .singleElement()
        .asString()
        .contains(reason);
  }

  @Test
  void theShippedDefinitionsAreValid(SparkEngine spark) {
    for (Dataset dataset : Catalog.load(TestRuns.SHIPPED).all()) {
      assertThatCode(() -> ExpressionCheck.check(spark.sessionIn(dataset.zone()), dataset))
          .as(dataset.name())
          .doesNotThrowAnyException();
    }
  }
}
