package io.meanstream.system.fault;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** Error replies of a MongoDB server. */
public final class Answers {

  /** The error code for a write that a majority did not confirm in time. */
  public static final int WRITE_CONCERN_TIMEOUT = 64;

  private Answers() {}

  /** A command that failed as a whole. */
  public static BsonDocument failed(int code, String name) {
    return new BsonDocument("ok", new BsonDouble(0))
        .append("errmsg", new BsonString(name))
        .append("code", new BsonInt32(code))
        .append("codeName", new BsonString(name));
  }

  /** A bulk write that wrote nothing, because the document at an index is invalid. */
  public static BsonDocument refused(int index, int code, String message) {
    BsonDocument error =
        new BsonDocument("index", new BsonInt32(index))
            .append("code", new BsonInt32(code))
            .append("errmsg", new BsonString(message));
    return new BsonDocument("ok", new BsonDouble(1))
        .append("n", new BsonInt32(0))
        .append("writeErrors", new BsonArray(List.of(error)));
  }

  /** The same reply, but not confirmed by a majority in time. */
  public static BsonDocument notReplicated(BsonDocument written) {
    BsonDocument error =
        new BsonDocument("code", new BsonInt32(WRITE_CONCERN_TIMEOUT))
            .append("codeName", new BsonString("WriteConcernTimeout"))
            .append("errmsg", new BsonString("waiting for replication timed out"))
            .append("errInfo", new BsonDocument("wtimeout", BsonBoolean.TRUE));
    BsonDocument amended = new BsonDocument();
    amended.putAll(written);
    return amended.append("writeConcernError", error);
  }
}
