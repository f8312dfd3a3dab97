package io.meanstream.stats.rejects;

import com.mongodb.client.model.Filters;
import io.meanstream.catalog.Delimiter;
import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the tables of sources look like, as the persister keeps it. */
@ApplicationScoped
class SourceTables {

  private final ReactiveMongoClient store;
  private final String database;

  SourceTables(
      ReactiveMongoClient store,
      @ConfigProperty(name = "quarkus.mongodb.database") String database) {
    this.store = store;
    this.database = database;
  }

  /** The table of an ingestion's source; {@link SourceTable#NONE} where none is given or known. */
  Uni<SourceTable> of(Optional<String> ingestion) {
    return ingestion.map(this::find).orElseGet(() -> Uni.createFrom().item(SourceTable.NONE));
  }

  private Uni<SourceTable> find(String ingestion) {
    return store
        .getDatabase(database)
        .getCollection(CollectionNames.INGESTIONS)
        .find(Filters.eq(ingestion))
        .collect()
        .first()
        .map(SourceTables::table);
  }

  private static SourceTable table(Document ingestion) {
    return ingestion == null
        ? SourceTable.NONE
        : new SourceTable(
            ingestion.getList("columns", String.class, List.of()),
            Optional.ofNullable(ingestion.getString("delimiter")).flatMap(Delimiter::of));
  }
}
