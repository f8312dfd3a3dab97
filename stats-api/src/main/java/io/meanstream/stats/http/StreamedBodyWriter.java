package io.meanstream.stats.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends a {@link StreamedBody}. Requests the next chunk only after the previous one was written, so
 * slow clients cause back-pressure. The framework's own support for {@code Multi} needs a fixed
 * media type and bypasses the response filters.
 */
@Provider
public final class StreamedBodyWriter implements ServerMessageBodyWriter<StreamedBody> {

  private static final Logger LOG = Logger.getLogger(StreamedBodyWriter.class);

  @Override
  public void writeResponse(StreamedBody body, Type type, ServerRequestContext context) {
    ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
    ServerHttpResponse response = context.serverResponse();
    response.setChunked(true);
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      response.end();
      return;
    }
    request.suspend();
    Cancellable sending =
        body.chunks()
            .onItem()
            .transformToUniAndConcatenate(
                chunk -> Uni.createFrom().completionStage(() -> response.write(chunk)))
            .subscribe()
            .with(
                written -> {},
                failure -> fail(request, failure),
                () -> {
                  response.end();
                  request.close();
                });
    response.addCloseHandler(sending::cancel);
  }

  private static void fail(ResteasyReactiveRequestContext request, Throwable failure) {
    ServerHttpResponse response = request.serverResponse();
    if (response.headWritten()) {
      LOG.errorf(failure, "response stream failed path=%s", request.getPath());
      response.reset();
      request.close();
    } else {
      request.resume(failure);
    }
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return StreamedBody.class.equals(type);
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return StreamedBody.class.equals(type);
  }

  @Override
  public void writeTo(
      StreamedBody body,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out) {
    throw new UnsupportedOperationException(
        "a streamed body cannot be written by a blocking thread");
  }
}
