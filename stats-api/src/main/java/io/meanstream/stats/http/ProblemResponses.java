package io.meanstream.stats.http;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a request ends with into a problem document. */
public final class ProblemResponses {

  private static final Logger LOG = Logger.getLogger(ProblemResponses.class);
  private static final int RETRY_AFTER_SECONDS = 5;

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    return response(e.problem()).build();
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException e) {
    return response(Problem.of(404, "Not Found", "There is nothing at this path")).build();
  }

  @ServerExceptionMapper
  Response notAllowed(NotAllowedException e) {
    return response(Problem.of(405, "Method Not Allowed", "This path can only be read"))
        .header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS")
        .build();
  }

  @ServerExceptionMapper
  Response notAcceptable(NotAcceptableException e) {
    String detail = "Accept allows none of the media types that this path can answer with";
    return response(Problem.of(406, "Not Acceptable", detail)).build();
  }

  @ServerExceptionMapper
  Response other(WebApplicationException e) {
    Response.StatusType status = e.getResponse().getStatusInfo();
    return response(Problem.of(status.getStatusCode(), status.getReasonPhrase(), e.getMessage()))
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
    return response(Problem.of(503, "Service Unavailable", "The store does not answer; try again"))
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }

  @ServerExceptionMapper
  Response unforeseen(Exception e) {
    LOG.error("a request failed", e);
    return response(
            Problem.of(500, "Internal Server Error", "The service failed; its log says why"))
        .build();
  }

  private static Response.ResponseBuilder response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }
}
