package io.meanstream.stats.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import io.meanstream.service.paging.Page;
import io.meanstream.service.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** The formats of listings. */
public enum ResponseFormat {
  /** One document per page. */
  JSON(MediaType.APPLICATION_JSON_TYPE),
  /** A table with a header. */
  CSV(new MediaType("text", "csv")),
  /** One JSON document per item and line. */
  NDJSON(new MediaType("application", "x-ndjson"));

  /** A page that can be written in all formats. */
  public interface Tabular<T> extends Page {

    /** The items on the page. */
    List<T> items();

    /** Converts the items to CSV. */
    CsvColumns<T> columns();
  }

  /** The media type of {@link #CSV}. */
  public static final String CSV_TYPE = "text/csv";

  /** The media type of {@link #NDJSON}. */
  public static final String NDJSON_TYPE = "application/x-ndjson";

  /** Number of items of a stream that are read and sent at a time. */
  public static final int CHUNK = 250;

  /** The OpenAPI schema of a parameter that takes a format. */
  @Schema(
      type = SchemaType.STRING,
      enumeration = {"json", "csv", "ndjson"})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Form {}

  private final MediaType type;

  ResponseFormat(MediaType type) {
    this.type = type;
  }

  /**
   * Whether a response in this format contains the whole listing: CSV and NDJSON do, unless the
   * request has a limit.
   *
   * @param limit the raw parameter; null if missing
   */
  public boolean isWhole(String limit) {
    return this != JSON && limit == null;
  }

  /**
   * A response with a page in this format, and a link to the next page if there is one.
   *
   * @param name the name of the file when it is saved, without extension
   */
  public <T> RestResponse<Object> answer(
      Tabular<T> page, String name, ObjectMapper json, UriInfo uri) {
    byte[] body =
        this == JSON ? bytes(page, json) : lines(page.columns(), json).apply(page.items());
    return Page.linked(page, response(body, name), uri);
  }

  /**
   * A response that streams all items, one per line.
   *
   * @param name the name of the file when it is saved, without extension
   */
  public <T> RestResponse<Object> stream(
      Multi<T> items, CsvColumns<T> columns, String name, ObjectMapper json) {
    Multi<byte[]> chunks =
        items
            .group()
            .intoLists()
            .of(CHUNK)
            .onCompletion()
            .ifEmpty()
            .continueWith(List.of(List.<T>of()))
            .map(lines(columns, json));
    return response(new StreamedBody(chunks), name).build();
  }

  private RestResponse.ResponseBuilder<Object> response(Object body, String name) {
    RestResponse.ResponseBuilder<Object> response =
        RestResponse.ResponseBuilder.ok(body, type.withCharset(StandardCharsets.UTF_8.name()))
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    return this == JSON
        ? response
        : response.header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s.%s\"".formatted(name, id()));
  }

  /** Encodes the next items of a listing as lines. */
  private <T> Function<List<T>, byte[]> lines(CsvColumns<T> columns, ObjectMapper json) {
    return this == CSV ? new CsvEncoder<>(columns)::encode : items -> ndjson(items, json);
  }

  private static byte[] ndjson(List<?> items, ObjectMapper json) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    ObjectWriter writer = json.writer().withRootValueSeparator("\n");
    try (SequenceWriter sequence = writer.writeValues(lines)) {
      sequence.writeAll(items);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write as JSON: " + items, e);
    }
    if (!items.isEmpty()) {
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private static byte[] bytes(Object document, ObjectMapper json) {
    try {
      return json.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write as JSON: " + document, e);
    }
  }

  /**
   * The format that a request selects with the parameter {@code format} or with {@code Accept}.
   *
   * @param parameter null if missing
   * @throws ProblemException if no format has this name
   * @throws NotAcceptableException if the parameter is missing and {@code Accept} allows no format
   */
  public static ResponseFormat of(String parameter, HttpHeaders headers) {
    return parameter == null ? of(headers) : named(parameter);
  }

  /**
   * Checks the parameter {@code format}.
   *
   * @param parameter null if missing
   * @throws ProblemException if no format has this name
   */
  public static void requireKnown(String parameter) {
    if (parameter != null) {
      named(parameter);
    }
  }

  private static ResponseFormat named(String parameter) {
    return Arrays.stream(values())
        .filter(format -> format.id().equals(parameter))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badParameter(
                    "format",
                    parameter,
                    "is not a format; known: "
                        + Arrays.stream(values())
                            .map(ResponseFormat::id)
                            .collect(Collectors.joining(", "))));
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format with the highest quality in {@code Accept}; on ties, the first one in this enum. The
   * most specific media range that matches a format decides its quality (RFC 9110, 12.5.1).
   *
   * @throws NotAcceptableException if {@code Accept} allows no format or is malformed
   */
  private static ResponseFormat of(HttpHeaders headers) {
    try {
      return of(headers.getAcceptableMediaTypes());
    } catch (IllegalArgumentException e) {
      throw new NotAcceptableException(e);
    }
  }

  private static ResponseFormat of(List<MediaType> accepted) {
    return Arrays.stream(values())
        .filter(format -> format.quality(accepted) > 0)
        .max(
            Comparator.comparingDouble((ResponseFormat format) -> format.quality(accepted))
                .thenComparing(Comparator.reverseOrder()))
        .orElseThrow(NotAcceptableException::new);
  }

  private double quality(List<MediaType> accepted) {
    return accepted.stream()
        .filter(type::isCompatible)
        .max(Comparator.comparingInt(ResponseFormat::specificity))
        .map(range -> Double.parseDouble(range.getParameters().getOrDefault("q", "1")))
        .orElse(0.0);
  }

  private static int specificity(MediaType range) {
    if (range.isWildcardType()) {
      return 0;
    }
    return range.isWildcardSubtype() ? 1 : 2;
  }
}
