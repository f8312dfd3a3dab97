package io.meanstream.system.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.bson.BsonDocument;

/** What becomes of a request in place of its being passed on. */
@FunctionalInterface
public interface Fault {

  /** Does it; the connection ends where this fails. */
  void happenTo(Exchange exchange) throws IOException;

  /** The connection ends, and the store never hears of the request. */
  static Fault cutBefore() {
    return exchange -> {
      throw new IOException("cut before the store had the request");
    };
  }

  /** The store carries out the request; the connection ends before the service hears of it. */
  static Fault cutAfter() {
    return exchange -> {
      exchange.carryOut();
      throw new IOException("cut before the service had the answer");
    };
  }

  /** The store carries out the first half of a bulk; the connection ends. */
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

  /** The request waits at the breakpoint, then another fault happens to it. */
  static Fault hold(Breakpoint breakpoint, Fault then) {
    return exchange -> {
      breakpoint.stop();
      then.happenTo(exchange);
    };
  }

  /** The store carries out the request; its answer waits at the breakpoint. */
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

  /** The service is told so, and the store never hears of the request. */
  static Fault answer(BsonDocument document) {
    return exchange -> exchange.answer(document);
  }

  /** The store carries out the request; the service hears something else than it says. */
  static Fault amend(UnaryOperator<BsonDocument> change) {
    return exchange -> exchange.answer(change.apply(exchange.carryOut()));
  }
}
