package io.meanstream.batch;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** A proxy between drivers and the store that records their commands. */
public final class WireTap implements AutoCloseable {

  private static final int HEADER = 16;
  private static final int OP_MSG = 2013;
  private static final int FLAGS_AND_KIND = 5;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final URI store;
  private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();

  public WireTap(String storeUri) throws IOException {
    this.store = URI.create(storeUri);
    start(this::accept);
  }

  public String uri() {
    return "mongodb://127.0.0.1:" + server.getLocalPort();
  }

  /** The recorded commands with this name. */
  public List<BsonDocument> commands(String name) {
    return commands.stream().filter(command -> command.getFirstKey().equals(name)).toList();
  }

  private void accept() throws IOException {
    while (!server.isClosed()) {
      Socket driver = server.accept();
      Socket behind = new Socket(store.getHost(), store.getPort());
      start(() -> forwardCommands(driver, behind));
      start(() -> forwardReplies(behind, driver));
    }
  }

  private void forwardCommands(Socket driver, Socket behind) throws IOException {
    DataInputStream from = new DataInputStream(driver.getInputStream());
    OutputStream to = behind.getOutputStream();
    while (true) {
      byte[] header = from.readNBytes(HEADER);
      if (header.length < HEADER) {
        behind.close();
        return;
      }
      ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
      byte[] body = from.readNBytes(fields.getInt(0) - HEADER);
      if (fields.getInt(12) == OP_MSG) {
        commands.add(firstDocument(body));
      }
      to.write(header);
      to.write(body);
    }
  }

  private static BsonDocument firstDocument(byte[] body) {
    int length = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt(FLAGS_AND_KIND);
    return new RawBsonDocument(body, FLAGS_AND_KIND, length);
  }

  private static void forwardReplies(Socket behind, Socket driver) throws IOException {
    try (InputStream replies = behind.getInputStream()) {
      replies.transferTo(driver.getOutputStream());
    }
  }

  private static void start(Traffic traffic) {
    Thread thread = new Thread(() -> pass(traffic), "wire tap");
    thread.setDaemon(true);
    thread.start();
  }

  private static void pass(Traffic traffic) {
    try {
      traffic.run();
    } catch (SocketException | EOFException e) {
      // One side has closed the connection.
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** Forwards bytes until one side closes. */
  private interface Traffic {
    void run() throws IOException;
  }
}
