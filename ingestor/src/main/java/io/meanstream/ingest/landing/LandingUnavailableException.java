package io.meanstream.ingest.landing;

/** The database of landed records cannot be used now; a retry may succeed. */
public final class LandingUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LandingUnavailableException(Exception cause) {
    super("PostgreSQL, where records land, cannot be used: " + cause.getMessage(), cause);
  }
}
