package io.meanstream.stats.datasets;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All datasets, sorted by name. */
@Schema(name = "Datasets")
record DatasetsPage(
    List<DatasetView> items,
    @Schema(description = "Always null: all datasets are on one page", nullable = true)
        String next) {}
