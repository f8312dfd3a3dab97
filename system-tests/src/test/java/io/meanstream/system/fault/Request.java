package io.meanstream.system.fault;

import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A service's request to the store.
 *
 * @param command its name, such as {@code insert}
 * @param database that it addresses
 * @param collection that it addresses; empty if it addresses none
 * @param documents the inserted documents, or the updates
 */
public record Request(
    String command, String database, String collection, List<BsonDocument> documents) {

  static Optional<Request> of(Message message) {
    if (!message.isCommand()) {
      return Optional.empty();
    }
    BsonDocument body = message.body();
    String command = body.getFirstKey();
    BsonValue about = body.get(command.equals("getMore") ? "collection" : command);
    return Optional.of(
        new Request(
            command,
            body.getString("$db").getValue(),
            about.isString() ? about.asString().getValue() : "",
            message.documents()));
  }

  /** Whether it is this command on this collection. */
  public boolean is(String someCommand, String someCollection) {
    return command.equals(someCommand) && collection.equals(someCollection);
  }
}
