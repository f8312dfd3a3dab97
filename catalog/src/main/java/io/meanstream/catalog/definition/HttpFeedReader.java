package io.meanstream.catalog.definition;

import io.meanstream.catalog.source.HttpFeed;
import io.meanstream.catalog.source.Paging;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads the {@code source.http} of a definition. */
final class HttpFeedReader {

  private static final long MAX_BYTES = 16L << 30;
  private static final long DEFAULT_BYTES = 64L << 20;
  private static final long MAX_PAGES = 1_000_000;
  private static final long DEFAULT_PAGES = 10_000;

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  private enum Pages {
    NUMBER,
    CURSOR,
    LINK;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private HttpFeedReader() {}

  /** The feed, if the definition has one. */
  static Optional<HttpFeed> read(DefinitionNode node) {
    if (node.isMissing()) {
      return Optional.empty();
    }
    node.onlyKeys(
        "url",
        "pages",
        "token",
        "every",
        "cron",
        "pause",
        "timeout",
        "max_bytes",
        "max_pages",
        "resume");
    Optional<URI> url = url(node.at("url"));
    Optional<Paging> paging = paging(node.at("pages"));
    Optional<HttpFeed.Token> token = token(node.at("token"));
    Optional<Duration> every = FeedValues.every(node);
    Optional<String> cron = FeedValues.cron(node);
    Duration pause =
        FeedValues.time(node.at("pause"), Duration.ZERO, LONGEST_PAUSE, Duration.ofSeconds(1));
    Duration timeout =
        FeedValues.time(
            node.at("timeout"), Duration.ofSeconds(1), LONGEST_TIMEOUT, Duration.ofMinutes(1));
    long maxBytes = FeedValues.number(node.at("max_bytes"), 1, MAX_BYTES, DEFAULT_BYTES);
    long maxPages = FeedValues.number(node.at("max_pages"), 1, MAX_PAGES, DEFAULT_PAGES);
    DefinitionNode resume = node.at("resume");
    boolean resumes = !resume.isMissing() && resume.truth().orElse(false);
    return url.isEmpty() || paging.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HttpFeed(
                url.get(),
                paging.get(),
                token,
                every,
                cron,
                pause,
                timeout,
                maxBytes,
                (int) maxPages,
                resumes));
  }

  private static Optional<URI> url(DefinitionNode node) {
    Optional<String> text = node.text();
    try {
      Optional<URI> url = text.isEmpty() ? Optional.empty() : Optional.of(new URI(text.get()));
      if (url.isPresent() && url.get().getRawUserInfo() != null) {
        node.problem("contains a name or password; name an environment variable in token instead");
        return Optional.empty();
      }
      boolean isHttp =
          url.map(URI::getScheme).filter(it -> it.matches("(?i)https?")).isPresent()
              && url.get().getHost() != null
              && url.get().getRawFragment() == null;
      if (isHttp || url.isEmpty()) {
        return url;
      }
    } catch (URISyntaxException e) {
      // reported below
    }
    node.problem(
        "\"%s\" is not the address of an API, such as https://api.example.org/users"
            .formatted(text.get()));
    return Optional.empty();
  }

  private static Optional<Paging> paging(DefinitionNode node) {
    if (node.isMissing()) {
      return Optional.of(new Paging.Polling());
    }
    Optional<Pages> by = node.at("by").oneOf(Pages.values(), Pages::id);
    if (by.isEmpty()) {
      return Optional.empty();
    }
    return switch (by.get()) {
      case NUMBER -> {
        node.onlyKeys("by", "parameter", "first");
        long first = FeedValues.number(node.at("first"), 0, Integer.MAX_VALUE, 1);
        yield parameter(node).map(parameter -> new Paging.ByNumber(parameter, first));
      }
      case CURSOR -> {
        node.onlyKeys("by", "parameter", "pointer");
        if (node.at("pointer").isMissing()) {
          node.at("pointer").text();
        }
        Optional<String> pointer = FieldsReader.pointer(node.at("pointer"));
        yield parameter(node)
            .flatMap(parameter -> pointer.map(it -> new Paging.ByCursor(parameter, it)));
      }
      case LINK -> {
        node.onlyKeys("by");
        yield Optional.of(new Paging.ByLink());
      }
    };
  }

  private static Optional<String> parameter(DefinitionNode pages) {
    return FeedValues.matching(
        pages.at("parameter"), "[A-Za-z0-9_.~\\[\\]-]+", "the name of a parameter");
  }

  private static Optional<HttpFeed.Token> token(DefinitionNode node) {
    if (node.isMissing()) {
      return Optional.empty();
    }
    node.onlyKeys("env", "header", "prefix");
    Optional<String> env = FeedValues.environmentVariable(node.at("env"));
    DefinitionNode named = node.at("header");
    Optional<String> header =
        named.isMissing()
            ? Optional.of("Authorization")
            : FeedValues.matching(named, "[A-Za-z0-9-]+", "the name of a header");
    String defaultPrefix = named.isMissing() ? "Bearer " : "";
    DefinitionNode prefix = node.at("prefix");
    String before = prefix.isMissing() ? defaultPrefix : prefix.anyText().orElse(defaultPrefix);
    return env.flatMap(variable -> header.map(it -> new HttpFeed.Token(variable, it, before)));
  }
}
