package io.meanstream.batch.average;

import org.apache.spark.Partitioner;

/** Brings all slots of a group together, so that its weeks can be made of its days. */
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
  public int getPartition(Object slot) {
    return Math.floorMod(((Slot) slot).group().hashCode(), partitions);
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
