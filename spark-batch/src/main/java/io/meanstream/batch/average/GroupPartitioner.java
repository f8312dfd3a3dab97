package io.meanstream.batch.average;

import org.apache.spark.Partitioner;

/** Sends all buckets of a group to one task, which rolls its days up to weeks. */
public final class GroupPartitioner extends Partitioner {

  private static final long serialVersionUID = 1L;

  private final int partitions;

  public GroupPartitioner(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object groupBucket) {
    return Math.floorMod(((GroupBucket) groupBucket).group().hashCode(), partitions);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupPartitioner that && partitions == that.partitions;
  }

  @Override
  public int hashCode() {
    return partitions;
  }
}
