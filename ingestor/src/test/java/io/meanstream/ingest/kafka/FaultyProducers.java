package io.meanstream.ingest.kafka;

import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.state.SourceKey;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;

/** Producers whose commits a test can disturb; everything else is Kafka's own. */
public final class FaultyProducers extends RowProducers {

  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicLong unacknowledged = new AtomicLong();
  private final CommitFault fault;

  /** Creates producers with this disturbance. */
  public FaultyProducers(
      Map<String, Object> kafka, Topics topics, IngestorConfig config, CommitFault fault) {
    super(kafka, topics, config, Clock.systemUTC());
    this.fault = fault;
  }

  /** How many commits were requested. */
  public int commits() {
    return commits.get();
  }

  /** How many records Kafka had not acknowledged when the end of a transaction was requested. */
  public long unacknowledged() {
    return unacknowledged.get();
  }

  @Override
  @SuppressWarnings("unchecked")
  Producer<byte[], byte[]> producer(SourceKey source, int maxRequest) {
    Producer<byte[], byte[]> producer = super.producer(source, maxRequest);
    List<Future<?>> sent = new ArrayList<>();
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, arguments) -> {
              Callable<Object> call =
                  () -> {
                    try {
                      return method.invoke(producer, arguments);
                    } catch (InvocationTargetException e) {
                      throw e.getCause() instanceof Exception cause ? cause : e;
                    }
                  };
              if (method.getName().matches("(commit|abort)Transaction")) {
                unacknowledged.addAndGet(sent.stream().filter(it -> !it.isDone()).count());
              }
              if (method.getName().equals("commitTransaction")) {
                fault.commit(commits.incrementAndGet(), call);
                return null;
              }
              Object result = call.call();
              if (result instanceof Future<?> acknowledgement) {
                sent.add(acknowledgement);
              }
              return result;
            });
  }

  /** Replaces a commit. */
  @FunctionalInterface
  public interface CommitFault {
    /** Commits or not, and reports the truth or not; the first commit is 1. */
    void commit(int number, Callable<Object> commit) throws Exception;
  }
}
