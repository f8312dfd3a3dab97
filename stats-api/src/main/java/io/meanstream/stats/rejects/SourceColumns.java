package io.meanstream.stats.rejects;

import com.mongodb.client.model.Filters;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The headers of the sources, as the persister keeps them. */
@ApplicationScoped
class SourceColumns {

  private final ReactiveMongoClient store;
  private final String database;

  SourceColumns(
      ReactiveMongoClient store,
      @ConfigProperty(name = "quarkus.mongodb.database") String database) {
    this.store = store;
    this.database = database;
  }

  /** The columns of an ingestion's source; none where they are not known, or none is given. */
  Uni<List<String>> of(Optional<String> ingestion) {
    return ingestion.map(this::find).orElseGet(() -> Uni.createFrom().item(List.of()));
  }

  private Uni<List<String>> find(String ingestion) {
    return store
        .getDatabase(database)
        .getCollection("ingestions")
        .find(Filters.eq(ingestion))
        .collect()
        .first()
        .map(SourceColumns::columns);
  }

  private static List<String> columns(Document ingestion) {
    return ingestion == null ? List.of() : ingestion.getList("columns", String.class, List.of());
  }
}
