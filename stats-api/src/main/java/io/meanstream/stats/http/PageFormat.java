package io.meanstream.stats.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.service.paging.NextLink;
import io.meanstream.service.paging.Page;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** The forms in which a page can be asked for. */
public enum PageFormat {
  /** One document. */
  JSON(MediaType.APPLICATION_JSON_TYPE) {
    @Override
    byte[] write(Tabular page, ObjectMapper json) throws JsonProcessingException {
      return json.writeValueAsBytes(page);
    }
  },
  /** A table with a header. */
  CSV(new MediaType("text", "csv")) {
    @Override
    byte[] write(Tabular page, ObjectMapper json) {
      return page.toCsv().getBytes(StandardCharsets.UTF_8);
    }
  },
  /** One item a line, each as in {@link #JSON}. */
  NDJSON(new MediaType("application", "x-ndjson")) {
    @Override
    byte[] write(Tabular page, ObjectMapper json) throws JsonProcessingException {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      for (Object item : page.items()) {
        lines.writeBytes(json.writeValueAsBytes(item));
        lines.write('\n');
      }
      return lines.toByteArray();
    }
  };

  /** A page in all its forms; by itself, it is written as the one document. */
  public interface Tabular extends Page {

    /** What it shows. */
    List<?> items();

    /** Its items as CSV, with a header. */
    String toCsv();
  }

  /** The media type of {@link #CSV}. */
  public static final String CSV_TYPE = "text/csv";

  /** The media type of {@link #NDJSON}. */
  public static final String NDJSON_TYPE = "application/x-ndjson";

  private final MediaType type;

  PageFormat(MediaType type) {
    this.type = type;
  }

  abstract byte[] write(Tabular page, ObjectMapper json) throws JsonProcessingException;

  /** The answer with a page in this form, and a link to the next one where there is one. */
  public RestResponse<byte[]> answer(Tabular page, ObjectMapper json, UriInfo uri) {
    RestResponse.ResponseBuilder<byte[]> answer =
        RestResponse.ResponseBuilder.ok(render(page, json), type())
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    return NextLink.with(page, answer, uri);
  }

  private byte[] render(Tabular page, ObjectMapper json) {
    try {
      return write(page, json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a page cannot be written as " + this, e);
    }
  }

  private MediaType type() {
    return type.withCharset(StandardCharsets.UTF_8.name());
  }

  /**
   * The form that a client likes best, in doubt the first one here. What counts for a form is the
   * most specific media range that it falls under (RFC 9110, 12.5.1).
   *
   * @throws NotAcceptableException if the client likes none, or {@code Accept} makes no sense
   */
  public static PageFormat of(HttpHeaders headers) {
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
