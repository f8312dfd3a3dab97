package io.meanstream.ingest.http;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.landing.PushedBody;
import io.meanstream.ingest.landing.Uploads;
import io.meanstream.service.problem.ProblemException;
import io.meanstream.service.security.Roles;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import io.meanstream.source.validate.ValidationReport;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Stores an uploaded file and reports what would happen to its rows. */
@Path("/api/v1/uploads")
@Produces(MediaType.APPLICATION_JSON)
public class UploadResource {

  /** File systems take 255 bytes. */
  private static final int LONGEST_NAME = 255;

  /** No separators or control characters, and no leading dot. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][^/\\\\\\p{C}]{0,150}");

  private final Uploads uploads;
  private final LiveCatalog definitions;
  private final UnpackLimits unpack;

  UploadResource(Uploads uploads, LiveCatalog definitions, UnpackLimits unpack) {
    this.uploads = uploads;
    this.definitions = definitions;
    this.unpack = unpack;
  }

  /**
   * An uploaded file.
   *
   * @param path where it is stored, for an ingestion request
   */
  public record Upload(String dataset, String name, String path, long bytes, Report report) {}

  /** What would happen to its rows if it were ingested. */
  public record Report(
      long read,
      long accepted,
      long rejected,
      SortedMap<String, Long> rejectedByRule,
      long ambiguousTimes,
      List<Example> examples,
      List<String> warnings,
      List<String> errors) {

    static Report of(ValidationReport found) {
      return new Report(
          found.read(),
          found.accepted(),
          found.rejected(),
          found.rejectedByRule(),
          found.ambiguousTimes(),
          found.sources().stream()
              .flatMap(source -> source.examples().stream())
              .map(
                  row -> new Example(row.line(), row.field(), row.rule(), row.message(), row.raw()))
              .toList(),
          found.sources().stream().flatMap(source -> source.warnings().stream()).toList(),
          found.failed().stream().map(ValidationReport.Failed::error).toList());
    }
  }

  /** The first row that breaks a rule. */
  public record Example(long line, String field, String rule, String message, String raw) {}

  /** Stores a file and reads it to its end, as the ingestor would. Queues nothing. */
  @POST
  @Blocking
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @ResponseStatus(201)
  public Upload upload(
      @QueryParam("dataset") String dataset, @QueryParam("name") String name, InputStream body)
      throws IOException {
    Dataset definition = definition(dataset);
    java.nio.file.Path file = uploads.store(checked(name), new PushedBody(body, Long.MAX_VALUE));
    ValidationReport report =
        ValidationReport.of(
            definition,
            List.of(file),
            ReadOptions.of(definition, TextOptions.DEFINED, unpack),
            rows -> {});
    return new Upload(dataset, name, file.toString(), Files.size(file), Report.of(report));
  }

  private Dataset definition(String name) {
    if (name == null) {
      throw ProblemException.badParameter("dataset", "is required");
    }
    return definitions
        .current()
        .find(name)
        .orElseThrow(() -> ProblemException.unknown("dataset", name));
  }

  private static String checked(String name) {
    if (name == null) {
      throw ProblemException.badParameter("name", "is required: the name of the file");
    }
    if (!NAME.matcher(name).matches()
        || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw ProblemException.badParameter(
          "name", name, "is not the name of a file, such as rides.csv");
    }
    return name;
  }
}
