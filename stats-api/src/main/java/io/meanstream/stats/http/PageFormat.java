package io.meanstream.stats.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.service.paging.NextLink;
import io.meanstream.service.paging.Page;
import io.meanstream.service.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
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

/** The forms in which a listing can be asked for. */
public enum PageFormat {
  /** One document for each page. */
  JSON(MediaType.APPLICATION_JSON_TYPE),
  /** A table with a header. */
  CSV(new MediaType("text", "csv")),
  /** One item a line, each as in {@link #JSON}. */
  NDJSON(new MediaType("application", "x-ndjson"));

  /** A page in all its forms; by itself, it is written as the one document. */
  public interface Tabular<T> extends Page {

    /** What it shows. */
    List<T> items();

    /** How its items become CSV. */
    CsvColumns<T> columns();
  }

  /** The media type of {@link #CSV}. */
  public static final String CSV_TYPE = "text/csv";

  /** The media type of {@link #NDJSON}. */
  public static final String NDJSON_TYPE = "application/x-ndjson";

  /** How many items of a stream are read and sent at a time. */
  public static final int CHUNK = 250;

  /** The form of the parameter in the OpenAPI document, wherever a path takes one. */
  @Schema(
      type = SchemaType.STRING,
      enumeration = {"json", "csv", "ndjson"})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Form {}

  private final MediaType type;

  PageFormat(MediaType type) {
    this.type = type;
  }

  /**
   * Whether an answer in this form holds the whole listing: lines do, unless a limit is asked for.
   *
   * @param limit as it was given; null where it was not
   */
  public boolean isWhole(String limit) {
    return this != JSON && limit == null;
  }

  /** The answer with a page in this form, and a link to the next one where there is one. */
  public <T> RestResponse<Object> answer(Tabular<T> page, ObjectMapper json, UriInfo uri) {
    byte[] body =
        this == JSON ? bytes(page, json) : lines(page.columns(), json).apply(page.items());
    return NextLink.with(page, response(body), uri);
  }

  /** The answer with all items, one a line, while they are read. */
  public <T> RestResponse<Object> stream(Multi<T> items, CsvColumns<T> columns, ObjectMapper json) {
    Multi<byte[]> chunks =
        items
            .group()
            .intoLists()
            .of(CHUNK)
            .onCompletion()
            .ifEmpty()
            .continueWith(List.of(List.<T>of()))
            .map(lines(columns, json));
    return response(new StreamedBody(chunks)).build();
  }

  private RestResponse.ResponseBuilder<Object> response(Object body) {
    return RestResponse.ResponseBuilder.ok(body, type.withCharset(StandardCharsets.UTF_8.name()))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }

  /** What makes lines of the next items of one listing. */
  private <T> Function<List<T>, byte[]> lines(CsvColumns<T> columns, ObjectMapper json) {
    return this == CSV ? new CsvLines<>(columns)::of : items -> ndjson(items, json);
  }

  private static byte[] ndjson(List<?> items, ObjectMapper json) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Object item : items) {
      lines.writeBytes(bytes(item, json));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private static byte[] bytes(Object document, ObjectMapper json) {
    try {
      return json.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it cannot be written as JSON: " + document, e);
    }
  }

  /**
   * The form that a request asks for: by the parameter {@code format}, else by {@code Accept}.
   *
   * @param parameter null where it is not given
   * @throws ProblemException if no form has this name
   * @throws NotAcceptableException if without it, {@code Accept} allows no form
   */
  public static PageFormat of(String parameter, HttpHeaders headers) {
    return parameter == null ? of(headers) : named(parameter);
  }

  private static PageFormat named(String parameter) {
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
                            .map(PageFormat::id)
                            .collect(Collectors.joining(", "))));
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The form that a client likes best, in doubt the first one here. What counts for a form is the
   * most specific media range that it falls under (RFC 9110, 12.5.1).
   *
   * @throws NotAcceptableException if the client likes none, or {@code Accept} makes no sense
   */
  private static PageFormat of(HttpHeaders headers) {
    try {
      return of(headers.getAcceptableMediaTypes());
    } catch (IllegalArgumentException e) {
      throw new NotAcceptableException(e);
    }
  }

  private static PageFormat of(List<MediaType> accepted) {
    return Arrays.stream(values())
        .filter(format -> format.quality(accepted) > 0)
        .max(
            Comparator.comparingDouble((PageFormat format) -> format.quality(accepted))
                .thenComparing(Comparator.reverseOrder()))
        .orElseThrow(NotAcceptableException::new);
  }

  private double quality(List<MediaType> accepted) {
    return accepted.stream()
        .filter(type::isCompatible)
        .max(Comparator.comparingInt(PageFormat::specificity))
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
