package io.meanstream.stats.rejects;

import com.mongodb.client.model.Filters;
import io.meanstream.catalog.source.Delimiter;
import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the format of a source from its ingestion. */
@ApplicationScoped
class SourceFormatRepository {

  private final ReactiveMongoClient store;
  private final String database;

  SourceFormatRepository(
      ReactiveMongoClient store,
      @ConfigProperty(name = "quarkus.mongodb.database") String database) {
    this.store = store;
    this.database = database;
  }

  /** The format of an ingestion's source; {@link SourceFormat#UNKNOWN} if there is none. */
  Uni<SourceFormat> of(Optional<String> ingestion) {
    return ingestion.map(this::find).orElseGet(() -> Uni.createFrom().item(SourceFormat.UNKNOWN));
  }

  private Uni<SourceFormat> find(String ingestion) {
    return store
        .getDatabase(database)
        .getCollection(CollectionNames.INGESTIONS)
        .find(Filters.eq(ingestion))
        .collect()
        .first()
        .map(SourceFormatRepository::format);
  }

  private static SourceFormat format(Document ingestion) {
    return ingestion == null
        ? SourceFormat.UNKNOWN
        : new SourceFormat(
            ingestion.getList("columns", String.class, List.of()),
            Optional.ofNullable(ingestion.getString("delimiter")).flatMap(Delimiter::of));
  }
}
