package io.meanstream.hello;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Responds on the event loop. */
@NonBlocking
@Path("hello")
public class HelloResource {

  private final Map<Integer, byte[]> bodies = new ConcurrentHashMap<>();

  /** A body of so many bytes. */
  @GET
  @Path("{bytes}")
  @Produces(MediaType.APPLICATION_JSON)
  public byte[] body(@PathParam("bytes") int bytes) {
    return bodies.computeIfAbsent(bytes, size -> "x".repeat(size).getBytes(StandardCharsets.US_ASCII));
  }
}
