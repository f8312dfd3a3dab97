package io.meanstream.ingest.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.catalog.Delimiter;
import io.meanstream.catalog.DocumentId;
import io.meanstream.ingest.csv.CsvDialect;
import io.meanstream.ingest.source.Content;
import io.meanstream.ingest.source.SourceFile;
import io.meanstream.ingest.source.TextOptions;
import io.meanstream.ingest.source.Warnings;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.FirstReject;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.IngestionState;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.Request;
import io.meanstream.ingest.state.SourceKey;
import io.meanstream.ingest.type.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON of ingestions, checkpoints and rejects: a contract with those who read the topics. */
final class Messages {

  static final String INGESTION = "ingestion";
  static final String CHECKPOINT = "checkpoint";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Messages() {}

  static String checkpointKey(SourceKey source) {
    return source.join(CHECKPOINT);
  }

  static String rejectKey(String ingestion, Row.Rejected row) {
    return DocumentId.join(ingestion, Long.toString(row.row()));
  }

  static JsonNode parse(byte[] value) throws IOException {
    return JSON.readTree(value);
  }

  static byte[] of(Ingestion ingestion) {
    Optional<Content> content = ingestion.content();
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", INGESTION)
        .put("id", ingestion.id())
        .put("dataset", ingestion.dataset())
        .put("topic", ingestion.request().topic())
        .put("source", ingestion.source().name())
        .put("path", ingestion.source().file().toString())
        .put("entry", ingestion.source().entry().orElse(null))
        .put("state", ingestion.state().id())
        .put("owner", ingestion.owner().toString())
        .put("hash", content.map(Content::hash).orElse(null))
        .put("bytes", content.map(Content::bytes).orElse(null))
        .put("rows", content.map(Content::rows).orElse(null));
    json.put("replay", ingestion.request().replay());
    json.set("asked", asked(ingestion.request().text()));
    json.put("charset", content.map(found -> found.dialect().charset().name()).orElse(null))
        .put(
            "delimiter",
            content.map(found -> Delimiter.nameOf(found.dialect().separator())).orElse(null));
    json.set("columns", JSON.valueToTree(content.map(Content::header).orElse(List.of())));
    json.set("unknownColumns", JSON.valueToTree(ingestion.unknownColumns()));
    json.set("warnings", JSON.valueToTree(ingestion.warnings().texts()));
    json.put("ambiguousTimes", ingestion.ambiguousTimes())
        .put("createdAt", ingestion.request().createdAt().toString())
        .put("startedAt", ingestion.startedAt().map(Instant::toString).orElse(null))
        .put("endedAt", ingestion.endedAt().map(Instant::toString).orElse(null))
        .put("knownAs", ingestion.knownAs().orElse(null))
        .put("error", ingestion.error().orElse(null));
    return bytes(json);
  }

  static Ingestion ingestion(JsonNode json) {
    SourceFile source =
        new SourceFile(
            json.path("source").asText(), Path.of(json.path("path").asText()), text(json, "entry"));
    Request request =
        new Request(
            json.path("dataset").asText(),
            json.path("topic").asText(),
            source,
            asked(json.path("asked")),
            json.path("replay").asBoolean(),
            Instant.parse(json.path("createdAt").asText()));
    return new Ingestion(
        json.path("id").asText(),
        request,
        IngestionState.of(json.path("state").asText()),
        Owner.parse(json.path("owner").asText()),
        text(json, "hash").map(hash -> content(hash, json)),
        texts(json.path("unknownColumns")),
        json.path("ambiguousTimes").asLong(),
        new Warnings(texts(json.path("warnings"))),
        text(json, "startedAt").map(Instant::parse),
        text(json, "endedAt").map(Instant::parse),
        text(json, "knownAs"),
        text(json, "error"));
  }

  private static Content content(String hash, JsonNode json) {
    return new Content(
        hash,
        json.path("bytes").asLong(),
        json.path("rows").asLong(),
        texts(json.path("columns")),
        dialect(json));
  }

  private static CsvDialect dialect(JsonNode json) {
    TextOptions used = asked(json);
    return new CsvDialect(
        used.delimiter().orElse(CsvDialect.STANDARD.separator()),
        CsvDialect.STANDARD.quote(),
        used.charset().orElse(CsvDialect.STANDARD.charset()));
  }

  private static ObjectNode asked(TextOptions text) {
    return JSON.createObjectNode()
        .put("charset", text.charset().map(Charset::name).orElse(null))
        .put("delimiter", text.delimiter().map(Delimiter::nameOf).orElse(null));
  }

  private static TextOptions asked(JsonNode json) {
    return TextOptions.parse(text(json, "charset"), text(json, "delimiter"));
  }

  static byte[] of(Checkpoint checkpoint) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", CHECKPOINT)
        .put("ingestion", checkpoint.ingestion())
        .put("dataset", checkpoint.dataset())
        .put("hash", checkpoint.source().hash())
        .put("replay", checkpoint.source().replay().isPresent())
        .put("owner", checkpoint.owner().toString())
        .put("rows", checkpoint.rows())
        .put("bytes", checkpoint.bytes());
    json.set("offsets", JSON.valueToTree(checkpoint.offsets()));
    json.set("rejected", JSON.valueToTree(checkpoint.rejected()));
    json.set("firstReject", JSON.valueToTree(checkpoint.firstReject().orElse(null)));
    json.put("ambiguousTimes", checkpoint.ambiguousTimes()).put("done", checkpoint.done());
    return bytes(json);
  }

  static Checkpoint checkpoint(JsonNode json) {
    Map<Integer, Long> offsets = new HashMap<>();
    json.path("offsets")
        .properties()
        .forEach(e -> offsets.put(Integer.valueOf(e.getKey()), e.getValue().asLong()));
    Map<String, Long> rejected = new HashMap<>();
    json.path("rejected")
        .properties()
        .forEach(e -> rejected.put(e.getKey(), e.getValue().asLong()));
    String ingestion = json.path("ingestion").asText();
    Optional<String> replay =
        json.path("replay").asBoolean() ? Optional.of(ingestion) : Optional.empty();
    return new Checkpoint(
        ingestion,
        new SourceKey(json.path("dataset").asText(), json.path("hash").asText(), replay),
        Owner.parse(json.path("owner").asText()),
        json.path("rows").asLong(),
        json.path("bytes").asLong(),
        offsets,
        rejected,
        firstReject(json.path("firstReject")),
        json.path("ambiguousTimes").asLong(),
        json.path("done").asBoolean());
  }

  private static Optional<FirstReject> firstReject(JsonNode json) {
    return json.isObject()
        ? Optional.of(
            new FirstReject(
                json.path("row").asLong(),
                json.path("line").asLong(),
                json.path("field").asText(),
                json.path("rule").asText(),
                json.path("message").asText()))
        : Optional.empty();
  }

  static byte[] of(Row.Rejected row, Ingestion ingestion, Instant at) {
    ObjectNode json = JSON.createObjectNode();
    json.put("ingestion", ingestion.id())
        .put("dataset", ingestion.dataset())
        .put("source", ingestion.source().name())
        .put("row", row.row())
        .put("line", row.line())
        .put("field", row.field())
        .put("rule", row.rule())
        .put("message", row.message())
        .put("raw", row.raw())
        .put("at", at.toString());
    return bytes(json);
  }

  private static Optional<String> text(JsonNode json, String name) {
    return json.hasNonNull(name) ? Optional.of(json.get(name).asText()) : Optional.empty();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static byte[] bytes(ObjectNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take a message", e);
    }
  }
}
