package io.meanstream.persist.stream;

import io.meanstream.persist.batch.TopicWriters;
import io.meanstream.persist.store.Positions;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * What all partitions of a consumer share.
 *
 * @param loop runs tasks on the consumer's thread
 */
record Surroundings(
    Consumer<byte[], byte[]> consumer,
    Executor loop,
    TopicWriters writers,
    Logs logs,
    Positions positions,
    Holds holds,
    StreamMetrics metrics) {}
