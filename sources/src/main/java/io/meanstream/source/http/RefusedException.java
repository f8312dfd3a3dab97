package io.meanstream.source.http;

import java.io.IOException;

/**
 * A request that is not made, or an answer that is not taken, because a rule forbids it; trying
 * again changes nothing. The message is for the person who named the address.
 */
public final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
