package io.meanstream.system.fault;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import org.bson.BsonDocument;

/** One request to the store and its reply. */
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

  /** Forwards the request and returns the store's reply. */
  void pass() throws IOException {
    request.write(toStore);
    if (!request.isUnanswered()) {
      answer().write(toService);
    }
  }

  /** Lets the store execute the request, and keeps its reply. */
  BsonDocument carryOut() throws IOException {
    request.write(toStore);
    return answer().body();
  }

  /** Lets the store execute the first half of a bulk write. */
  void carryOutHalf() throws IOException {
    request.firstHalf().write(toStore);
    answer();
  }

  /** Replies to the service in the store's place. */
  void answer(BsonDocument document) throws IOException {
    request.answer(document).write(toService);
  }

  private Message answer() throws IOException {
    return Message.read(fromStore).orElseThrow(() -> new EOFException("the store hung up"));
  }
}
