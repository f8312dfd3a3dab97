package io.meanstream.source;

import java.io.IOException;

/**
 * An archive or an entry that cannot be read; the message says why and is ready to show to users.
 */
class ArchiveException extends IOException {

  private static final long serialVersionUID = 1L;

  ArchiveException(String message) {
    super(message);
  }

  ArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
