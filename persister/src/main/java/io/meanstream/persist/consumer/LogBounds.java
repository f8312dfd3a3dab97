package io.meanstream.persist.consumer;

/**
 * What a partition's log holds for a reader of committed records.
 *
 * @param beginning the first offset that is still there
 * @param end the offset after the last one that may be read
 */
public record LogBounds(String topicId, long beginning, long end) {}
