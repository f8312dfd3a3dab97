package io.meanstream.stats.ingestions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The outcomes of all rows of a dataset. */
@RegisterForReflection
@Schema(name = "DatasetBalance")
public record DatasetBalance(
    @Schema(examples = "rides") String dataset,
    @JsonUnwrapped Balance balance,
    @Schema(
            description = "Number of rows that the ingestor rejected, by rule",
            examples = "{\"type\": 2}")
        Map<String, Long> rejectedByRule) {

  static DatasetBalance zero(String dataset) {
    return new DatasetBalance(dataset, Balance.ZERO, Map.of());
  }

  DatasetBalance plus(Ingestion ingestion) {
    Map<String, Long> rejected = new TreeMap<>(rejectedByRule);
    ingestion.rejectedByRule().forEach((rule, rows) -> rejected.merge(rule, rows, Long::sum));
    return new DatasetBalance(dataset, balance.plus(ingestion.balance()), rejected);
  }
}
