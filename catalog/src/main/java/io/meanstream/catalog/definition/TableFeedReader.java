package io.meanstream.catalog.definition;

import io.meanstream.catalog.source.TableFeed;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code source.postgres} of a definition. */
final class TableFeedReader {

  private static final int PORT = 5432;
  private static final int MAX_NAME = 63;
  private static final int MAX_ROWS = 1_000_000;
  private static final int DEFAULT_ROWS = 250_000;
  private static final long MAX_BYTES = 16L << 30;
  private static final long DEFAULT_BYTES = 256L << 20;

  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);
  private static final Duration LONGEST_SETTLE = Duration.ofHours(1);

  private static final Pattern PATH = Pattern.compile("/([^/]+)");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[::1]");

  private enum Ssl {
    DISABLE("disable"),
    REQUIRE("require"),
    VERIFY_CA("verify-ca"),
    VERIFY_FULL("verify-full");

    private final String id;

    Ssl(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }
  }

  private TableFeedReader() {}

  /** The table, if the definition has one. */
  static Optional<TableFeed> read(DefinitionNode node) {
    if (node.isMissing()) {
      return Optional.empty();
    }
    node.onlyKeys(
        "url",
        "sslmode",
        "sslrootcert",
        "user",
        "password",
        "schema",
        "table",
        "id",
        "tx",
        "ascending",
        "settle",
        "epoch",
        "every",
        "cron",
        "timeout",
        "page_rows",
        "page_bytes");
    Optional<TableFeed.Server> server = server(node);
    Optional<TableFeed.Login> login = login(node);
    Optional<String> schema =
        node.at("schema").isMissing() ? Optional.of("public") : identifier(node.at("schema"));
    Optional<String> table = identifier(node.at("table"));
    List<String> id = id(node.at("id"));
    Optional<TableFeed.Order> order = order(node);
    DefinitionNode epoch = node.at("epoch");
    String reading = epoch.isMissing() ? "" : epoch.text().orElse("");
    Optional<Duration> every = FeedValues.every(node);
    Optional<String> cron = FeedValues.cron(node);
    Duration timeout =
        FeedValues.time(
            node.at("timeout"), Duration.ofSeconds(1), LONGEST_TIMEOUT, Duration.ofMinutes(10));
    long rows = FeedValues.number(node.at("page_rows"), 1, MAX_ROWS, DEFAULT_ROWS);
    long bytes = FeedValues.number(node.at("page_bytes"), 1, MAX_BYTES, DEFAULT_BYTES);
    if (server.isEmpty()
        || login.isEmpty()
        || schema.isEmpty()
        || table.isEmpty()
        || order.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TableFeed(
            server.get(),
            login.get(),
            new TableFeed.Table(schema.get(), table.get()),
            id,
            order.get(),
            reading,
            every,
            cron,
            timeout,
            (int) rows,
            bytes));
  }

  private static Optional<TableFeed.Server> server(DefinitionNode node) {
    Optional<URI> url = url(node.at("url"));
    DefinitionNode ssl = node.at("sslmode");
    Optional<Ssl> mode = ssl.isMissing() ? Optional.empty() : ssl.oneOf(Ssl.values(), Ssl::id);
    DefinitionNode root = node.at("sslrootcert");
    Optional<String> certificate = root.isMissing() ? Optional.empty() : root.text();
    return url.map(
        it -> {
          boolean isLocal = LOOPBACK.matcher(it.getHost()).matches();
          return new TableFeed.Server(
              it.getHost(),
              it.getPort() < 0 ? PORT : it.getPort(),
              it.getPath().substring(1),
              mode.orElse(isLocal ? Ssl.DISABLE : Ssl.VERIFY_FULL).id(),
              certificate);
        });
  }

  private static Optional<URI> url(DefinitionNode node) {
    Optional<String> text = node.text();
    try {
      Optional<URI> url = text.isEmpty() ? Optional.empty() : Optional.of(new URI(text.get()));
      if (url.isPresent() && url.get().getRawUserInfo() != null) {
        node.problem(
            "contains a name or password; use user and password, which names an environment"
                + " variable");
        return Optional.empty();
      }
      if (url.isEmpty() || url.filter(TableFeedReader::isDatabase).isPresent()) {
        return url;
      }
    } catch (URISyntaxException e) {
      // reported below
    }
    node.problem(
        "\"%s\" is not the address of a database, such as postgresql://db.internal:5432/shop"
            .formatted(text.get()));
    return Optional.empty();
  }

  private static boolean isDatabase(URI url) {
    return "postgresql".equals(url.getScheme())
        && url.getHost() != null
        && url.getRawQuery() == null
        && url.getRawFragment() == null
        && PATH.matcher(url.getRawPath()).matches();
  }

  private static Optional<TableFeed.Login> login(DefinitionNode node) {
    Optional<String> user = node.at("user").text();
    DefinitionNode password = node.at("password");
    if (password.isMissing()) {
      return user.map(name -> new TableFeed.Login(name, Optional.empty()));
    }
    password.onlyKeys("env");
    Optional<String> env = FeedValues.environmentVariable(password.at("env"));
    return user.flatMap(
        name -> env.map(variable -> new TableFeed.Login(name, Optional.of(variable))));
  }

  private static Optional<TableFeed.Order> order(DefinitionNode node) {
    DefinitionNode tx = node.at("tx");
    DefinitionNode ascending = node.at("ascending");
    DefinitionNode settle = node.at("settle");
    if (!ascending.isMissing()) {
      if (!tx.isMissing()) {
        ascending.problem("conflicts with tx; omit one of them");
      }
      Duration delay =
          FeedValues.time(settle, Duration.ZERO, LONGEST_SETTLE, Duration.ofSeconds(10));
      return identifier(ascending).map(column -> new TableFeed.Ascending(column, delay));
    }
    if (!settle.isMissing()) {
      settle.problem("applies only to tables that are read by ascending; remove it");
    }
    return tx.isMissing()
        ? Optional.of(new TableFeed.ByTransaction("tx"))
        : identifier(tx).map(TableFeed.ByTransaction::new);
  }

  private static List<String> id(DefinitionNode node) {
    if (node.isMissing()) {
      return List.of("id");
    }
    List<String> columns = new ArrayList<>();
    for (DefinitionNode item : node.items()) {
      identifier(item).ifPresent(columns::add);
    }
    if (columns.isEmpty()) {
      node.problem("must name the columns that identify a row, such as [id]");
    }
    return columns;
  }

  /** A name as PostgreSQL stores it, without quotes; case matters. */
  private static Optional<String> identifier(DefinitionNode node) {
    Optional<String> name = node.text();
    if (name.isPresent()
        && (name.get().getBytes(StandardCharsets.UTF_8).length > MAX_NAME
            || name.get().indexOf(0) >= 0)) {
      node.problem(
          "\"%s\" is not an identifier; it must have 1 to %d bytes"
              .formatted(name.get(), MAX_NAME));
      return Optional.empty();
    }
    return name;
  }
}
