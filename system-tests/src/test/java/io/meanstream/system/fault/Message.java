package io.meanstream.system.fault;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * One message of MongoDB's wire protocol, header included, as its bytes.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/">the
 *     protocol</a>
 */
record Message(ByteBuffer bytes) {

  private static final int HEADER = 16;
  private static final int LARGEST = 64 * 1024 * 1024;
  private static final int OP_MSG = 2013;
  private static final int MORE_TO_COME = 2;
  private static final int CHECKSUM_PRESENT = 1;
  private static final byte BODY = 0;

  /** The next message; empty if the other side has closed the connection. */
  static Optional<Message> read(DataInputStream in) throws IOException {
    byte[] length = in.readNBytes(Integer.BYTES);
    if (length.length < Integer.BYTES) {
      return Optional.empty();
    }
    int size = little(length).getInt();
    if (size < HEADER || size > LARGEST) {
      throw new IOException("a message of " + size + " bytes");
    }
    byte[] all = new byte[size];
    System.arraycopy(length, 0, all, 0, length.length);
    in.readFully(all, length.length, size - length.length);
    return Optional.of(new Message(little(all)));
  }

  /** A reply to this message. */
  Message answer(BsonDocument document) {
    ByteBuffer body =
        new RawBsonDocument(document, new BsonDocumentCodec()).getByteBuffer().asNIO();
    int size = HEADER + Integer.BYTES + 1 + body.remaining();
    ByteBuffer answer = little(new byte[size]);
    answer.putInt(size).putInt(0).putInt(bytes.getInt(4)).putInt(OP_MSG).putInt(0).put(BODY);
    answer.put(body);
    return new Message(answer);
  }

  /** This bulk write with only the first half of its documents. */
  Message firstHalf() {
    ByteBuffer rest = sections();
    while (rest.get() == BODY) {
      skip(rest);
    }
    rest.getInt();
    String name = name(rest);
    List<BsonDocument> documents = documents();
    BsonDocument bulk = BsonDocument.parse(body().toJson());
    bulk.append(name, new BsonArray(documents.subList(0, documents.size() / 2)));
    return answer(bulk);
  }

  /** Whether the other side does not reply to this message. */
  boolean isUnanswered() {
    return isCommand() && (flags() & MORE_TO_COME) != 0;
  }

  /** Whether it is an OP_MSG, as all messages are after a connection's first ones. */
  boolean isCommand() {
    return bytes.getInt(12) == OP_MSG;
  }

  /** The section of kind 0; there is exactly one. */
  BsonDocument body() {
    for (ByteBuffer rest = sections(); rest.hasRemaining(); ) {
      if (rest.get() == BODY) {
        return document(rest);
      }
      skip(rest);
    }
    throw new IllegalStateException("a message without a body");
  }

  /** The documents of the sections of kind 1, such as those of an insert. */
  List<BsonDocument> documents() {
    List<BsonDocument> documents = new ArrayList<>();
    for (ByteBuffer rest = sections(); rest.hasRemaining(); ) {
      if (rest.get() == BODY) {
        skip(rest);
        continue;
      }
      int end = rest.position() + rest.getInt(rest.position());
      rest.position(rest.position() + Integer.BYTES);
      name(rest);
      while (rest.position() < end) {
        documents.add(document(rest));
      }
    }
    return documents;
  }

  void write(OutputStream out) throws IOException {
    out.write(bytes.array());
    out.flush();
  }

  private int flags() {
    return bytes.getInt(HEADER);
  }

  private ByteBuffer sections() {
    int checksum = (flags() & CHECKSUM_PRESENT) != 0 ? Integer.BYTES : 0;
    ByteBuffer sections = little(bytes.array());
    return sections.position(HEADER + Integer.BYTES).limit(sections.capacity() - checksum);
  }

  /** Documents and sections of kind 1 both start with their length. */
  private static void skip(ByteBuffer rest) {
    rest.position(rest.position() + rest.getInt(rest.position()));
  }

  private static String name(ByteBuffer rest) {
    StringBuilder name = new StringBuilder();
    for (byte c = rest.get(); c != 0; c = rest.get()) {
      name.append((char) c);
    }
    return name.toString();
  }

  private static BsonDocument document(ByteBuffer rest) {
    int size = rest.getInt(rest.position());
    byte[] document = new byte[size];
    rest.get(document);
    return new RawBsonDocument(document);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
