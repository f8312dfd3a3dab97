package io.meanstream.ingest.http;

import io.meanstream.ingest.landing.LandingFullException;
import io.meanstream.ingest.landing.LandingUnavailableException;
import io.meanstream.ingest.landing.PushedBody;
import io.meanstream.ingest.landing.Uploads;
import io.meanstream.ingest.run.IngestionStateException;
import io.meanstream.service.problem.Problem;
import io.meanstream.service.problem.ProblemResponses;
import jakarta.ws.rs.core.Response;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps the ingestor's own errors to problem documents. */
final class ExceptionMappers {

  private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

  @ServerExceptionMapper
  Response of(IngestionStateException e) {
    return Problem.of(409, e.getMessage()).response().build();
  }

  @ServerExceptionMapper
  Response of(LandingFullException e) {
    return Problem.of(507, e.getMessage()).response().build();
  }

  @ServerExceptionMapper
  Response of(LandingUnavailableException e) {
    LOG.warnf("a request failed: %s", e.getMessage());
    return ProblemResponses.unavailable("the database where records land cannot be used");
  }

  @ServerExceptionMapper
  Response of(Uploads.FullException e) {
    return Problem.of(507, e.getMessage()).response().build();
  }

  @ServerExceptionMapper
  Response of(PushedBody.TooLargeException e) {
    return Problem.of(413, e.getMessage()).response().build();
  }

  @ServerExceptionMapper
  Response of(PushedBody.CutOffException e) {
    LOG.infof("no records landed: %s", e.getMessage());
    return Problem.of(400, e.getMessage()).response().build();
  }

  @ServerExceptionMapper
  Response of(KafkaException e) {
    LOG.warnf("a request failed because of Kafka: %s", e);
    return ProblemResponses.unavailable("Kafka is unreachable");
  }
}
