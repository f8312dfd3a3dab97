package io.meanstream.ingest.kafka;

/**
 * A topic of rows as it is.
 *
 * @param partitions how many it has
 * @param maxBytes the most bytes of a record that it is given
 */
record RowTopic(String name, int partitions, int maxBytes) {}
