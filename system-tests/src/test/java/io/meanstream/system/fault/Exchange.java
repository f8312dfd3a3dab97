package io.meanstream.system.fault;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import org.bson.BsonDocument;

/** One request on its way to the store, and the answer on its way back. */
public final class Exchange {

  private final Message request;
  private final OutputStream toStore;
  private final DataInputStream fromStore;
  private final OutputStream toService;

  Exchange(
      Message request, OutputStream toStore, DataInputStream fromStore, OutputStream toService) {
    this.request = request;
    this.toStore = toStore;
    this.fromStore = fromStore;
    this.toService = toService;
  }

  /** Brings the request to the store, and its answer back. */
  void pass() throws IOException {
    request.write(toStore);
    if (!request.isUnanswered()) {
      answer().write(toService);
    }
  }

  /** Lets the store carry out the request, and keeps its answer. */
  BsonDocument carryOut() throws IOException {
    request.write(toStore);
    return answer().body();
  }

  /** Lets the store carry out the first half of a bulk. */
  void carryOutHalf() throws IOException {
    request.firstHalf().write(toStore);
    answer();
  }

  /** Says to the service what the store did not. */
  void answer(BsonDocument document) throws IOException {
    request.answer(document).write(toService);
  }

  private Message answer() throws IOException {
    return Message.read(fromStore).orElseThrow(() -> new EOFException("the store hung up"));
  }
}
