package io.meanstream.source.http;

import java.io.IOException;

/**
 * A request that is not sent, or a response that is not accepted, because a rule forbids it;
 * retrying does not help. The message is for the person who named the address.
 */
public final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
