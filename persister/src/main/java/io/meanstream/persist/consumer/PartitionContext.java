package io.meanstream.persist.consumer;

import io.meanstream.persist.batch.TopicWriters;
import io.meanstream.persist.store.Positions;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * What all partitions of a consumer share.
 *
 * @param loop runs tasks on the consumer thread
 */
record PartitionContext(
    Consumer<byte[], byte[]> consumer,
    Executor loop,
    TopicWriters writers,
    TopicMetadata metadata,
    Positions positions,
    PauseReasons pauseReasons,
    PersisterMetrics metrics,
    BatchTraces traces) {}
