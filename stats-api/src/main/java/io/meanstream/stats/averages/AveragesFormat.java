package io.meanstream.stats.averages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Variant;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

  /** What a request chooses from. */
  static List<Variant> variants() {
    return Arrays.stream(values()).map(format -> new Variant(format.type, (String) null, null)).toList();
  }

  static AveragesFormat of(Variant chosen) {
    return Arrays.stream(values())
        .filter(format -> format.type.isCompatible(chosen.getMediaType()))
        .findFirst()
        .orElseThrow();
  }
}
