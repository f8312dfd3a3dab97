package io.meanstream.persist.batch;

import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.BsonDocument;

/** Lets one request through per step. Of several that wait, each may be the next. */
final class SingleStepGate implements RequestGate {

  private final Predicate<BsonDocument> refuses;
  private final Random random;
  private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
  private volatile boolean replyIsLost;
  private volatile CountDownLatch completed = new CountDownLatch(0);

  SingleStepGate(Predicate<BsonDocument> refuses, Random random) {
    this.refuses = refuses;
    this.random = random;
  }

  @Override
  public <T> Uni<T> pass(Supplier<Uni<T>> request) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                waiting.add(
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
                                  completed.countDown();
                                },
                                failure -> {
                                  emitter.fail(failure);
                                  completed.countDown();
                                })));
  }

  @Override
  public boolean refuses(BsonDocument document) {
    return refuses.test(document);
  }

  /** Whether a request waits. If none does, the process has finished. */
  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /**
   * Lets a waiting request through and waits until it has completed.
   *
   * @param losesReply whether the connection breaks after the store has executed the request
   */
  void step(boolean losesReply) {
    replyIsLost = losesReply;
    Runnable request = waiting.remove(random.nextInt(waiting.size()));
    completed = new CountDownLatch(1);
    request.run();
    try {
      if (!completed.await(60, TimeUnit.SECONDS)) {
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
