package io.meanstream.ingest.http;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.run.Ingestor;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.service.problem.ProblemException;
import io.meanstream.source.DataFiles;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.SourceException;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Accepts requests to read sources, and shows their ingestions. */
@Path("/api/v1/ingestions")
@Produces(MediaType.APPLICATION_JSON)
public class IngestionResource {

  private final Ingestor ingestor;
  private final Ingestions ingestions;
  private final LiveCatalog definitions;
  private final Permission permission;
  private final IngestionAnswers answers;
  private final UnpackLimits unpack;

  IngestionResource(
      Ingestor ingestor,
      Ingestions ingestions,
      LiveCatalog definitions,
      Permission permission,
      IngestionAnswers answers,
      UnpackLimits unpack) {
    this.ingestor = ingestor;
    this.ingestions = ingestions;
    this.definitions = definitions;
    this.permission = permission;
    this.answers = answers;
    this.unpack = unpack;
  }

  /** Queues the sources at a path for a dataset; responds once Kafka has them. */
  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  public IngestionAnswer.Accepted ingest(IngestionRequest request) throws IOException {
    java.nio.file.Path path = pathOf(request);
    permission.check(path);
    TextOptions text = RequestText.parse(request.charset(), request.delimiter());
    Dataset dataset =
        definitions
            .current()
            .find(request.dataset())
            .orElseThrow(() -> ProblemException.unknown("dataset", request.dataset()));
    DataFiles found = filesOf(path, dataset, text);
    answers.refuseWhileStarting();
    return new IngestionAnswer.Accepted(
        ingestor.submit(dataset, found.sources(), text, request.replay()).stream()
            .map(answers::of)
            .toList(),
        found.skipped());
  }

  /** All ingestions, in the order in which they were requested. */
  @GET
  @NonBlocking
  public IngestionAnswer.Page all() {
    answers.refuseWhileStarting();
    return new IngestionAnswer.Page(
        ingestions.all().stream().map(answers::of).toList(), Optional.empty());
  }

  /** One ingestion. */
  @GET
  @NonBlocking
  @Path("/{id}")
  public IngestionAnswer one(@RestPath String id) {
    answers.refuseWhileStarting();
    return ingestions
        .find(id)
        .map(answers::of)
        .orElseThrow(() -> ProblemException.unknown("ingestion", id));
  }

  private static java.nio.file.Path pathOf(IngestionRequest request) {
    if (request == null || request.dataset() == null || request.path() == null) {
      throw new ProblemException(400, "dataset and path are required");
    }
    try {
      java.nio.file.Path path = java.nio.file.Path.of(request.path());
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException e) {
      throw new ProblemException(400, "path: " + e.getMessage());
    }
    throw new ProblemException(400, "path: must be absolute");
  }

  private DataFiles filesOf(java.nio.file.Path path, Dataset dataset, TextOptions text)
      throws IOException {
    if (!Files.exists(path)) {
      throw new ProblemException(404, path + ": no such file");
    }
    try {
      DataFiles found = DataFiles.below(path, unpack);
      permission.check(found.sources());
      return found.of(dataset, path, ReadOptions.of(dataset, text, unpack));
    } catch (SourceException e) {
      throw new ProblemException(422, e.getMessage());
    }
  }
}
