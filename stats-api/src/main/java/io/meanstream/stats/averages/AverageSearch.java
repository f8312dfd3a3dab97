package io.meanstream.stats.averages;

import io.meanstream.catalog.period.Bucket;
import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Page.Slice;
import io.meanstream.stats.datasets.Completeness;
import io.meanstream.stats.http.ResponseFormat;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;

/** Finds the averages of a query, fills gaps in the calendar and adds averages to compare with. */
@ApplicationScoped
class AverageSearch {

  private static final Duration STORE_PRECISION = Duration.ofMillis(1);

  private final AverageRepository averages;

  AverageSearch(AverageRepository averages) {
    this.averages = averages;
  }

  /** A group in a period. */
  private record Key(Instant start, Document group) {}

  /** A page of averages. */
  Uni<AveragesPage> page(AveragesQuery query, Completeness state) {
    Uni<List<AverageDocument>> found =
        query.fill()
            ? filled(query, Calendar.of(query).limit(query.limit() + 1L).toList())
            : averages.find(query);
    return found
        .map(documents -> Slice.of(documents, query.limit()))
        .flatMap(
            slice ->
                view(query, state, slice.shown()).map(view -> AveragesPage.of(query, slice, view)));
  }

  /** All averages, ignoring the limit, read on demand. */
  Multi<Average> stream(AveragesQuery query, Completeness state) {
    if (!query.fill() && query.comparison().isEmpty()) {
      return averages.stream(query).map(document -> Average.of(document, query, state));
    }
    return chunks(query)
        .onItem()
        .transformToUniAndConcatenate(
            documents -> view(query, state, documents).map(view -> documents.stream().map(view)))
        .onItem()
        .transformToMultiAndConcatenate(shown -> Multi.createFrom().items(shown));
  }

  private Multi<List<AverageDocument>> chunks(AveragesQuery query) {
    return query.fill()
        ? Multi.createFrom()
            .items(() -> Calendar.of(query))
            .group()
            .intoLists()
            .of(ResponseFormat.CHUNK)
            .onItem()
            .transformToUniAndConcatenate(periods -> filled(query, periods))
        : averages.stream(query).group().intoLists().of(ResponseFormat.CHUNK);
  }

  /**
   * Narrows a query to the newest period with averages that starts no later than the newest row
   * that counts, or to the period of the query's cursor.
   */
  Uni<AveragesQuery> newest(AveragesQuery query, Completeness state) {
    return newestStart(query, state)
        .map(
            found ->
                found
                    .map(start -> query.within(start, end(start)))
                    .orElse(query.within(Instant.EPOCH, Instant.EPOCH)));
  }

  /** No later than the last time that the store can represent. */
  private static Instant end(Instant start) {
    return start.toEpochMilli() == Long.MAX_VALUE ? start : start.plus(STORE_PRECISION);
  }

  private Uni<Optional<Instant>> newestStart(AveragesQuery query, Completeness state) {
    if (query.after().isPresent()) {
      return Uni.createFrom().item(query.after().map(Cursor::at));
    }
    return state
        .times()
        .newest()
        .map(newest -> averages.newestStart(query, newest))
        .orElse(Uni.createFrom().item(Optional.empty()));
  }

  /** The averages of one group in these periods; empty ones where the store has none. */
  private Uni<List<AverageDocument>> filled(AveragesQuery query, List<Bucket> periods) {
    Document group = query.groups().one().orElseThrow();
    return averages
        .find(query, periods.stream().map(Bucket::start).collect(Collectors.toSet()))
        .map(
            found -> {
              Map<Instant, AverageDocument> byStart = new HashMap<>();
              found.forEach(document -> byStart.put(document.start, document));
              return periods.stream()
                  .map(
                      period ->
                          Optional.ofNullable(byStart.get(period.start()))
                              .orElseGet(() -> AverageDocument.empty(period, group)))
                  .toList();
            });
  }

  /** Converts documents to averages, with the ones that they are compared with. */
  private Uni<Function<AverageDocument, Average>> view(
      AveragesQuery query, Completeness state, List<AverageDocument> documents) {
    if (query.comparison().isEmpty()) {
      return Uni.createFrom().item(document -> Average.of(document, query, state));
    }
    Set<Instant> starts =
        documents.stream()
            .map(query::comparedStart)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    return averages
        .find(query, starts)
        .map(AverageSearch::byKey)
        .map(
            others ->
                document ->
                    Average.of(document, query, state)
                        .comparedWith(
                            query
                                .comparedStart(document)
                                .map(start -> others.get(new Key(start, document.group)))
                                .map(other -> Average.of(other, query, state))));
  }

  private static Map<Key, AverageDocument> byKey(List<AverageDocument> documents) {
    Map<Key, AverageDocument> found = new HashMap<>();
    documents.forEach(document -> found.put(new Key(document.start, document.group), document));
    return found;
  }
}
