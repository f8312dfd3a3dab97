package io.meanstream.schedule.http;

import com.mongodb.MongoException;
import io.meanstream.schedule.queue.ConflictException;
import io.meanstream.service.problem.Problem;
import io.meanstream.service.problem.ProblemResponses;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers the scheduler's own errors with problem documents. */
final class ExceptionMappers {

  private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

  @ServerExceptionMapper
  Response of(ConflictException e) {
    return Problem.of(409, e.getMessage()).response().build();
  }

  @ServerExceptionMapper
  Response of(MongoException e) {
    LOG.warnf("store is not available error=%s", e.getMessage());
    return ProblemResponses.unavailable("the store is not available; try again");
  }
}
