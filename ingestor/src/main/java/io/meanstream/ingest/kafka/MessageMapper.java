package io.meanstream.ingest.kafka;

import io.meanstream.catalog.source.Delimiter;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.Ingestion.End;
import io.meanstream.ingest.state.Ingestion.Findings;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.Request;
import io.meanstream.ingest.state.SourceKey;
import io.meanstream.protocol.FirstReject;
import io.meanstream.protocol.IngestionCheckpoint;
import io.meanstream.protocol.IngestionStatus;
import io.meanstream.protocol.IngestionStatus.TextFormat;
import io.meanstream.protocol.RejectMessage;
import io.meanstream.source.Content;
import io.meanstream.source.Position;
import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import io.meanstream.source.Warnings;
import io.meanstream.source.type.Row;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Maps ingestions, checkpoints and rejects to messages and back. */
final class MessageMapper {

  private MessageMapper() {}

  static String checkpointKey(SourceKey source) {
    return IngestionCheckpoint.key(source.dataset(), source.hash(), source.replay());
  }

  static IngestionStatus of(Ingestion ingestion) {
    Optional<Content> content = ingestion.content();
    return new IngestionStatus(
        ingestion.id(),
        Optional.of(ingestion.dataset()),
        Optional.of(ingestion.request().topic()),
        Optional.of(ingestion.source().name()),
        Optional.of(ingestion.source().file().toString()),
        ingestion.source().entry(),
        ingestion.state(),
        Optional.of(ingestion.owner().toString()),
        content.map(Content::hash),
        content.map(Content::bytes),
        content.map(Content::rows),
        ingestion.request().replay(),
        format(ingestion.request().text()),
        format(content.map(Content::text).orElse(TextOptions.DEFINED)),
        content.map(Content::header).orElse(List.of()),
        ingestion.unknownColumns(),
        ingestion.warnings().texts(),
        ingestion.findings().figures(),
        Optional.of(ingestion.request().createdAt()),
        ingestion.startedAt(),
        ingestion.endedAt(),
        ingestion.knownAs(),
        ingestion.error());
  }

  /**
   * The ingestion of a message.
   *
   * @throws IllegalArgumentException if a field that every ingestor writes is missing
   */
  static Ingestion ingestion(IngestionStatus status) {
    SourceFile source =
        new SourceFile(
            needed("source", status.source()),
            Path.of(needed("path", status.path())),
            status.entry());
    Request request =
        new Request(
            needed("dataset", status.dataset()),
            needed("topic", status.topic()),
            source,
            options(status.asked()),
            status.replay(),
            needed("createdAt", status.createdAt()));
    return new Ingestion(
        status.id(),
        request,
        status.state(),
        Owner.parse(needed("owner", status.owner())),
        new Findings(
            status.hash().map(hash -> content(hash, status)),
            status.unknownColumns(),
            status.figures(),
            new Warnings(status.warnings())),
        status.startedAt(),
        Optional.of(new End(status.endedAt(), status.knownAs(), status.error()))
            .filter(end -> status.state().isEnded()));
  }

  private static Content content(String hash, IngestionStatus status) {
    return new Content(
        hash,
        needed("bytes", status.bytes()),
        needed("rows", status.rows()),
        status.columns(),
        options(status.used()),
        Warnings.NONE);
  }

  private static TextFormat format(TextOptions text) {
    return new TextFormat(
        text.charset().map(Charset::name), text.delimiter().map(Delimiter::nameOf));
  }

  private static TextOptions options(TextFormat text) {
    return TextOptions.parse(text.charset(), text.delimiter());
  }

  static IngestionCheckpoint of(Checkpoint checkpoint) {
    return new IngestionCheckpoint(
        checkpoint.ingestion(),
        Optional.of(checkpoint.dataset()),
        Optional.of(checkpoint.source().hash()),
        checkpoint.source().replay().isPresent(),
        Optional.of(checkpoint.owner().toString()),
        checkpoint.rows(),
        checkpoint.position().place(),
        Optional.of(checkpoint.bytes()),
        checkpoint.offsets(),
        checkpoint.rejected(),
        checkpoint.firstReject(),
        checkpoint.figures(),
        checkpoint.done());
  }

  /**
   * The checkpoint of a message.
   *
   * @throws IllegalArgumentException if a field that every ingestor writes is missing
   */
  static Checkpoint checkpoint(IngestionCheckpoint message) {
    Optional<String> replay =
        message.replay() ? Optional.of(message.ingestion()) : Optional.empty();
    return new Checkpoint(
        message.ingestion(),
        new SourceKey(needed("dataset", message.dataset()), needed("hash", message.hash()), replay),
        Owner.parse(needed("owner", message.owner())),
        new Position(message.rows(), message.place()),
        needed("bytes", message.bytes()),
        message.offsets(),
        message.rejected(),
        message.firstReject(),
        message.figures(),
        message.done());
  }

  static RejectMessage of(Row.Rejected row, Ingestion ingestion, Instant at) {
    return new RejectMessage(
        ingestion.id(),
        Optional.of(ingestion.dataset()),
        Optional.of(ingestion.source().name()),
        Optional.of(row.row()),
        Optional.of(row.line()),
        Optional.of(row.field()),
        row.rule(),
        Optional.of(row.message()),
        Optional.of(row.raw()),
        Optional.of(at));
  }

  static FirstReject first(Row.Rejected row) {
    return new FirstReject(row.row(), row.line(), row.field(), row.rule(), row.message());
  }

  private static <T> T needed(String field, Optional<T> value) {
    return value.orElseThrow(() -> new IllegalArgumentException(field + ": has no value"));
  }
}
