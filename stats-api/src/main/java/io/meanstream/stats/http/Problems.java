package io.meanstream.stats.http;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.meanstream.service.problem.Problem;
import io.meanstream.service.problem.ProblemResponses;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers with the problem documents that only this service has. */
final class Problems {

  private static final Logger LOG = Logger.getLogger(Problems.class);

  /** In place of the mapper that all services share: here the methods of each path are known. */
  @ServerExceptionMapper(priority = Priorities.USER - 1)
  Response readOnly(NotAllowedException e) {
    return Problem.of(405, "this path can only be read")
        .response()
        .header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS")
        .build();
  }

  @ServerExceptionMapper({
    MongoTimeoutException.class,
    MongoSocketException.class,
    MongoNotPrimaryException.class,
    MongoNodeIsRecoveringException.class
  })
  Response storeAway(MongoException e) {
    LOG.warnf("store away error=%s", e.getMessage());
    return ProblemResponses.unavailable("the store does not answer; try again");
  }
}
