package io.meanstream.ingest.landing;

/** There is no space for more records until processed ones are removed. */
public final class LandingFullException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LandingFullException(long limit) {
    super(
        "%d bytes of landed records are stored, which is the limit; see ".formatted(limit)
            + "meanstream.ingestor.landing-bytes");
  }
}
