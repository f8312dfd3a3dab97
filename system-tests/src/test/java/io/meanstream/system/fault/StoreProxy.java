package io.meanstream.system.fault;

import io.meanstream.cluster.Ports;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A proxy between services and a store that speaks MongoDB's wire protocol; it injects the faults
 * that a test asks for.
 *
 * <p>It handles the requests of a connection one at a time, as the store's clients send them, and
 * returns each reply before it reads the next request. Thread-safe.
 */
public final class StoreProxy implements AutoCloseable {

  private static final int BACKLOG = 50;

  private final String storeHost;
  private final int storePort;
  private final int port = Ports.free();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket door;
  private Thread acceptor;

  /** Starts in front of a store and forwards everything. */
  public StoreProxy(String storeHost, int storePort) {
    this.storeHost = storeHost;
    this.storePort = storePort;
    accept();
  }

  /** The proxy's address for services. */
  public String uri() {
    return "mongodb://127.0.0.1:" + port;
  }

  /** Applies the fault to the n-th request from now on that meets the condition, counted from 1. */
  public void at(int nth, Predicate<Request> condition, Fault fault) {
    rules.add(new Rule(condition, nth, nth, fault));
  }

  /** Applies the fault to each request that meets the condition. */
  public void always(Predicate<Request> condition, Fault fault) {
    rules.add(new Rule(condition, 1, Integer.MAX_VALUE, fault));
  }

  /** Applies no fault to later requests. */
  public void behave() {
    rules.clear();
  }

  /** Ends all connections and refuses new ones. */
  public synchronized void refuse() {
    close(door);
    awaitEnd(acceptor);
    sockets.forEach(StoreProxy::close);
  }

  /** Accepts connections again. */
  public synchronized void accept() {
    try {
      ServerSocket opened = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
      door = opened;
      acceptor = run("store-proxy", () -> acceptAt(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    refuse();
  }

  private void acceptAt(ServerSocket opened) {
    while (!opened.isClosed()) {
      try {
        Socket service = opened.accept();
        run("store-proxy-connection", () -> serve(service));
      } catch (IOException e) {
        // refuse() closes the socket from another thread, which ends the loop
        close(opened);
      }
    }
  }

  private void serve(Socket service) {
    try (service;
        Socket store = new Socket(storeHost, storePort)) {
      sockets.addAll(List.of(service, store));
      if (door.isClosed()) {
        return;
      }
      exchangeAll(service, store);
    } catch (IOException e) {
      // one side is gone, or a fault has cut the connection: closing the socket tells the other
      // side
    } finally {
      sockets.removeIf(Socket::isClosed);
    }
  }

  private void exchangeAll(Socket service, Socket store) throws IOException {
    service.setTcpNoDelay(true);
    store.setTcpNoDelay(true);
    DataInputStream fromService = input(service);
    DataInputStream fromStore = input(store);
    while (true) {
      Optional<Message> request = Message.read(fromService);
      if (request.isEmpty()) {
        return;
      }
      Exchange exchange =
          new Exchange(
              request.get(), store.getOutputStream(), fromStore, service.getOutputStream());
      faultFor(request.get()).happenTo(exchange);
    }
  }

  private Fault faultFor(Message message) {
    return Request.of(message)
        .flatMap(request -> rules.stream().filter(rule -> rule.isFor(request)).findFirst())
        .map(Rule::fault)
        .orElse(Exchange::pass);
  }

  private static DataInputStream input(Socket socket) throws IOException {
    return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  private static Thread run(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The kernel keeps a closed port in use until no thread waits for its connections any more. */
  private static void awaitEnd(Thread acceptor) {
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the proxy closed its port", e);
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot close " + closeable, e);
    }
  }
}
