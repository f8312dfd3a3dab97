package io.meanstream.stats;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A TCP proxy between the service and the store that a test can cut or freeze. */
final class StoreProxy implements Closeable {

  private static final String CURSOR_CLOSED = "killCursors";

  private final String host;
  private final int port;
  private final ServerSocket door;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private final Object flow = new Object();
  private volatile boolean cut;
  private boolean frozen;
  private volatile int closedCursors;
  private final AtomicLong bytesFromStore = new AtomicLong();

  /** Starts a proxy of the store at this address. */
  StoreProxy(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** Replaces the store's address in a connection string with that of the proxy. */
  String replaceIn(String uri) {
    return uri.replace(host + ":" + port, "127.0.0.1:" + door.getLocalPort());
  }

  /** Closes all connections, and every new one at once, until restored. */
  void cut() {
    cut = true;
    ends.forEach(StoreProxy::close);
  }

  /** Keeps all connections open, but lets nothing through until restored. */
  void freeze() {
    synchronized (flow) {
      frozen = true;
    }
  }

  void restore() {
    cut = false;
    synchronized (flow) {
      frozen = false;
      flow.notifyAll();
    }
  }

  private void awaitFlow() throws InterruptedIOException {
    synchronized (flow) {
      while (frozen) {
        try {
          flow.wait();
        } catch (InterruptedException e) {
          throw new InterruptedIOException(e.getMessage());
        }
      }
    }
  }

  /** How many cursors the service closed before their end. */
  int closedCursors() {
    return closedCursors;
  }

  /** How many bytes the store has sent to the service. */
  long bytesFromStore() {
    return bytesFromStore.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket service = door.accept();
        ends.add(service);
        if (cut) {
          close(service);
          continue;
        }
        Socket store = new Socket(host, port);
        ends.add(store);
        start(() -> pump(service, store, true));
        start(() -> pump(store, service, false));
      } catch (IOException e) {
        // the server socket was closed
        return;
      }
    }
  }

  private void pump(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        awaitFlow();
        out.write(buffer, 0, length);
        if (!requests) {
          bytesFromStore.addAndGet(length);
        }
        if (requests
            && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(CURSOR_CLOSED)) {
          closedCursors++;
        }
      }
    } catch (IOException e) {
      // one side closed the connection, so close the other as well
    } finally {
      ends.remove(from);
      ends.remove(to);
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "store-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
