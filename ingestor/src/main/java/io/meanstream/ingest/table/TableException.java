package io.meanstream.ingest.table;

/** A table cannot be read as it is; the message says what to do and is shown to users. */
public final class TableException extends Exception {

  private static final long serialVersionUID = 1L;

  TableException(String message) {
    super(message);
  }
}
