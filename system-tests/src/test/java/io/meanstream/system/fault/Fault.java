package io.meanstream.system.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.bson.BsonDocument;

/** Replaces the normal forwarding of a request. */
@FunctionalInterface
public interface Fault {

  /** Applies the fault; an exception ends the connection. */
  void happenTo(Exchange exchange) throws IOException;

  /** The connection ends before the store receives the request. */
  static Fault cutBefore() {
    return exchange -> {
      throw new IOException("cut before the store had the request");
    };
  }

  /** The store executes the request; the connection ends before the service gets the reply. */
  static Fault cutAfter() {
    return exchange -> {
      exchange.carryOut();
      throw new IOException("cut before the service had the answer");
    };
  }

  /** The store executes the first half of a bulk write; then the connection ends. */
  static Fault cutMidway() {
    return exchange -> {
      exchange.carryOutHalf();
      throw new IOException("cut in the middle of a bulk");
    };
  }

  /** The request waits at the breakpoint, then goes on to the store. */
  static Fault holdBefore(Breakpoint breakpoint) {
    return hold(breakpoint, Exchange::pass);
  }

  /** The request waits at the breakpoint, then another fault applies. */
  static Fault hold(Breakpoint breakpoint, Fault then) {
    return exchange -> {
      breakpoint.stop();
      then.happenTo(exchange);
    };
  }

  /** The store executes the request; its reply waits at the breakpoint. */
  static Fault holdAfter(Breakpoint breakpoint) {
    return exchange -> {
      BsonDocument answer = exchange.carryOut();
      breakpoint.stop();
      exchange.answer(answer);
    };
  }

  /** The request waits, then goes on to the store. */
  static Fault delay(Duration time) {
    Breakpoint closed = new Breakpoint(time);
    return holdBefore(closed);
  }

  /** The service gets this reply, and the store never receives the request. */
  static Fault answer(BsonDocument document) {
    return exchange -> exchange.answer(document);
  }

  /** The store executes the request; the service gets a changed reply. */
  static Fault amend(UnaryOperator<BsonDocument> change) {
    return exchange -> exchange.answer(change.apply(exchange.carryOut()));
  }
}
