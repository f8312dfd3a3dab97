package io.meanstream.ingest.feed;

import io.meanstream.ingest.landing.BatchManifest;
import io.meanstream.ingest.landing.LandedBatch;
import io.meanstream.ingest.landing.PagePosition;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each page of an API had when it last landed. A page with the same bytes has nothing new; one
 * that goes back to earlier bytes corrects what came between. A page that was not seen for as long
 * as landed records are kept is forgotten. For one thread at a time.
 */
final class PageContents {

  private final String dataset;
  private final FeedContext context;

  /** By address, the one that was seen last at the end. */
  private final Map<String, Content> byAddress = new LinkedHashMap<>();

  private boolean isLoaded;

  private record Content(String hash, String ingestion, Instant seenAt) {}

  PageContents(String dataset, FeedContext context) {
    this.dataset = dataset;
    this.context = context;
  }

  /** Whether a page has the bytes that it had last, and those could be ingested. */
  boolean has(String address, String hash) throws IOException {
    load();
    Optional<Content> same =
        Optional.ofNullable(byAddress.get(address))
            .filter(last -> last.hash().equals(hash))
            .filter(last -> !context.ingestor().endedEarly(last.ingestion()));
    same.ifPresent(
        last -> put(address, new Content(hash, last.ingestion(), context.clock().instant())));
    return same.isPresent();
  }

  /** Remembers a page that has landed. */
  void put(LandedBatch page) {
    if (!page.isEmpty() && page.manifest().position().orElseThrow() instanceof PagePosition at) {
      BatchManifest manifest = page.manifest();
      put(at.page(), new Content(manifest.hash(), manifest.ingestion(), manifest.landedAt()));
    }
  }

  private void put(String address, Content content) {
    byAddress.remove(address);
    byAddress.put(address, content);
    Instant oldest = context.clock().instant().minus(context.retention());
    Iterator<Content> longestUnseen = byAddress.values().iterator();
    while (byAddress.size() > 1 && longestUnseen.next().seenAt().isBefore(oldest)) {
      longestUnseen.remove();
    }
  }

  private void load() throws IOException {
    if (!isLoaded) {
      context.landing().all().stream()
          .filter(batch -> batch.dataset().equals(dataset))
          .filter(batch -> batch.manifest().position().isPresent())
          .forEach(this::put);
      isLoaded = true;
    }
  }
}
