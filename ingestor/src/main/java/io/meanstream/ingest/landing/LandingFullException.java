package io.meanstream.ingest.landing;

/** There is no room for more records until those that are done are removed. */
public final class LandingFullException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LandingFullException(long limit) {
    super(
        "%d bytes of landed records are kept, and no more is allowed; see ".formatted(limit)
            + "meanstream.ingestor.landing-bytes");
  }
}
