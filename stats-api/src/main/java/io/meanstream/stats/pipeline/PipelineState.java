package io.meanstream.stats.pipeline;

import io.meanstream.stats.ingestions.DatasetBalance;
import io.meanstream.stats.ingestions.Ingestion;
import io.meanstream.stats.runs.Run;
import io.meanstream.stats.runs.Schedule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The outcomes of all rows, and the newest ingestions and runs. */
@RegisterForReflection
@Schema(name = "Pipeline")
record PipelineState(
    @Schema(description = "Of each dataset, sorted by name") List<DatasetBalance> balances,
    @Schema(description = "The newest ones first") List<Ingestion> ingestions,
    @Schema(description = "The newest ones first") List<Run> runs,
    List<Schedule> schedules) {}
