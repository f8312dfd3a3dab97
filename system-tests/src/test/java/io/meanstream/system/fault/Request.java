package io.meanstream.system.fault;

import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * What a service asks of the store.
 *
 * @param command its name, such as {@code insert}
 * @param database it is about
 * @param collection it is about; empty where it is about none
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

  /** Whether it is this command about this collection. */
  public boolean is(String someCommand, String someCollection) {
    return command.equals(someCommand) && collection.equals(someCollection);
  }
}
