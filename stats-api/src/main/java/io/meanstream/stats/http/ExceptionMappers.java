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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps exceptions to the problem documents that are specific to this service. */
final class ExceptionMappers {

  private static final String READS = "GET, HEAD, OPTIONS";

  /** Lists that clients may add to. */
  private static final Pattern LISTS = Pattern.compile("/api/v1/(ingestions|runs)");

  private static final Pattern ACTIONS =
      Pattern.compile(
          "/api/v1/((ingestions|runs|schedules)/[^/]+/[a-z]+|datasets/[^/]+/(fetch|records)|uploads)");

  private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

  /** Replaces the shared mapper, because this service knows which methods a path allows. */
  @ServerExceptionMapper(priority = Priorities.USER - 1)
  Response notAllowed(NotAllowedException e, Request request, UriInfo uri) {
    String path = uri.getPath();
    if (LISTS.matcher(path).matches()) {
      return notAllowed("this path does not support " + request.getMethod(), READS + ", POST");
    }
    return ACTIONS.matcher(path).matches()
        ? notAllowed("this path supports POST only", "OPTIONS, POST")
        : notAllowed("this path is read-only", READS);
  }

  private static Response notAllowed(String detail, String allowed) {
    return Problem.of(405, detail).response().header(HttpHeaders.ALLOW, allowed).build();
  }

  @ServerExceptionMapper({
    MongoTimeoutException.class,
    MongoSocketException.class,
    MongoNotPrimaryException.class,
    MongoNodeIsRecoveringException.class
  })
  Response storeUnavailable(MongoException e) {
    LOG.warnf("store is not available error=%s", e.getMessage());
    return ProblemResponses.unavailable("the store is not available; try again");
  }
}
