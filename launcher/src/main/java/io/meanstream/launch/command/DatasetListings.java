package io.meanstream.launch.command;

import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.JsonPages;
import io.meanstream.launch.show.Listing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Prints the listing of one dataset, or of several in turn: as tables with headings, or as one JSON
 * document that lists them. CSV covers one dataset, since columns differ between them.
 */
final class DatasetListings {

  private final Listing listing;
  private final Console console;
  private boolean begun;

  DatasetListings(Listing listing, Console console) {
    this.listing = listing;
    this.console = console;
  }

  /** Prints the listing of one dataset. */
  void print(String dataset, Format format) {
    switch (format) {
      case TABLE -> listing.table(dataset, () -> {});
      case CSV -> listing.csv(dataset);
      case JSON -> {
        JsonPages document = JsonPages.to(console.out());
        listing.json(dataset, document);
        document.end();
      }
    }
  }

  /**
   * Prints the listings of several. Datasets that do not fit the query, for example because they
   * have no such group, are skipped with a note.
   *
   * @param titles of the datasets by name
   * @throws ApiException if no dataset fits
   * @throws Mistake if CSV of more than one is requested
   */
  void print(Map<String, String> titles, Format format) {
    switch (format) {
      case TABLE -> each(titles, dataset -> listing.table(dataset, () -> head(dataset, titles)));
      case CSV -> listing.csv(only(titles));
      case JSON ->
          JsonPages.list(
              console.out(),
              "datasets",
              documents -> each(titles, dataset -> document(dataset, documents)));
    }
  }

  private void each(Map<String, String> titles, Consumer<String> print) {
    Map<String, ApiException> refusals = new LinkedHashMap<>();
    for (String dataset : titles.keySet()) {
      try {
        print.accept(dataset);
      } catch (ApiException e) {
        if (!e.isRefusal()) {
          throw e;
        }
        refusals.put(dataset, e);
      }
    }
    if (!refusals.isEmpty() && refusals.size() == titles.size()) {
      throw refusals.values().iterator().next();
    }
    refusals.forEach(
        (dataset, e) -> console.note("skipped %s: %s".formatted(dataset, e.getMessage())));
  }

  private void head(String dataset, Map<String, String> titles) {
    String title = titles.get(dataset);
    if (begun) {
      console.print("");
    }
    begun = true;
    console.print(title.equals(dataset) ? dataset : "%s (%s)".formatted(title, dataset));
  }

  private void document(String dataset, Supplier<JsonPages> documents) {
    JsonPages document = documents.get();
    listing.json(dataset, document);
    document.end();
  }

  private static String only(Map<String, String> titles) {
    if (titles.size() != 1) {
      throw new Mistake(
          "CSV output covers one dataset: add --dataset with one of "
              + String.join(", ", titles.keySet()));
    }
    return titles.keySet().iterator().next();
  }
}
