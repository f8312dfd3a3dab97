package io.meanstream.stats.averages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The forms in which a page of averages can be asked for. */
enum AveragesFormat {
  /** One document. */
  JSON(MediaType.APPLICATION_JSON_TYPE) {
    @Override
    byte[] render(AveragesPage page, AveragesQuery query, ObjectMapper json)
        throws JsonProcessingException {
      return json.writeValueAsBytes(page);
    }
  },
  /** A table with a header. */
  CSV(new MediaType("text", "csv")) {
    @Override
    byte[] render(AveragesPage page, AveragesQuery query, ObjectMapper json) {
      return CsvTable.of(query).render(page.items()).getBytes(StandardCharsets.UTF_8);
    }
  },
  /** One average a line, each as in {@link #JSON}. */
  NDJSON(new MediaType("application", "x-ndjson")) {
    @Override
    byte[] render(AveragesPage page, AveragesQuery query, ObjectMapper json)
        throws JsonProcessingException {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      for (Average average : page.items()) {
        lines.writeBytes(json.writeValueAsBytes(average));
        lines.write('\n');
      }
      return lines.toByteArray();
    }
  };

  static final String CSV_TYPE = "text/csv";
  static final String NDJSON_TYPE = "application/x-ndjson";

  private final MediaType type;

  AveragesFormat(MediaType type) {
    this.type = type;
  }

  abstract byte[] render(AveragesPage page, AveragesQuery query, ObjectMapper json)
      throws JsonProcessingException;

  /** The media type to answer with. */
  MediaType type() {
    return type.withCharset(StandardCharsets.UTF_8.name());
  }

  /**
   * The form that a client likes best, in doubt the first one here. What counts for a form is the
   * most specific media range that it falls under (RFC 9110, 12.5.1).
   *
   * @throws NotAcceptableException if the client likes none, or {@code Accept} makes no sense
   */
  static AveragesFormat of(HttpHeaders headers) {
    try {
      return of(headers.getAcceptableMediaTypes());
    } catch (IllegalArgumentException e) {
      throw new NotAcceptableException(e);
    }
  }

  private static AveragesFormat of(List<MediaType> accepted) {
    return Arrays.stream(values())
        .filter(format -> format.quality(accepted) > 0)
        .max(
            Comparator.comparingDouble((AveragesFormat format) -> format.quality(accepted))
                .thenComparing(Comparator.reverseOrder()))
        .orElseThrow(NotAcceptableException::new);
  }

  private double quality(List<MediaType> accepted) {
    return accepted.stream()
        .filter(type::isCompatible)
        .max(Comparator.comparingInt(AveragesFormat::specificity))
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
