package io.meanstream.persist.batch;

import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.BsonDocument;

/** Lets one request through at each turn, and stands still in between. */
final class SingleStepGate implements RequestGate {

  private final Predicate<BsonDocument> refuses;
  private volatile Runnable waiting;
  private volatile boolean replyIsLost;
  private volatile CountDownLatch turn = new CountDownLatch(0);

  SingleStepGate(Predicate<BsonDocument> refuses) {
    this.refuses = refuses;
  }

  @Override
  public <T> Uni<T> pass(Supplier<Uni<T>> request) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                waiting =
                    () ->
                        request
                            .get()
                            .subscribe()
                            .with(
                                item -> {
                                  if (replyIsLost) {
                                    emitter.fail(lostReply());
                                  } else {
                                    emitter.complete(item);
                                  }
                                  turn.countDown();
                                },
                                failure -> {
                                  emitter.fail(failure);
                                  turn.countDown();
                                }));
  }

  @Override
  public boolean refuses(BsonDocument document) {
    return refuses.test(document);
  }

  /** Whether a request waits; otherwise whoever passes here has come to an end. */
  boolean isTaken() {
    return waiting != null;
  }

  /**
   * Lets the waiting request through and waits until the next one stands here.
   *
   * @param losesReply whether the connection breaks after the store has done it
   */
  void turn(boolean losesReply) {
    replyIsLost = losesReply;
    Runnable request = waiting;
    waiting = null;
    turn = new CountDownLatch(1);
    request.run();
    try {
      if (!turn.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the store does not answer");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MongoSocketException lostReply() {
    return new MongoSocketReadException("connection reset", new ServerAddress());
  }
}
