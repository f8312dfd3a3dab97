package io.meanstream.source.validate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.meanstream.source.Skipped;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the rows of all sources: each of them, and their sums.
 *
 * @param failed sources that cannot be read, or hold something else
 * @param skipped what was found beside the sources
 */
record Report(
    List<SourceCheck> sources,
    List<FailedSource> failed,
    List<Skipped> skipped,
    long read,
    long accepted,
    long rejected,
    SortedMap<String, Long> rejectedByRule,
    long ambiguousTimes) {

  /** Whether every row of every source is accepted. */
  @JsonIgnore
  boolean isGood() {
    return rejected == 0 && failed.isEmpty();
  }

  static Report of(List<SourceCheck> sources, List<FailedSource> failed, List<Skipped> skipped) {
    SortedMap<String, Long> byRule = new TreeMap<>();
    sources.forEach(
        source ->
            source.rejectedByRule().forEach((rule, count) -> byRule.merge(rule, count, Long::sum)));
    return new Report(
        sources,
        failed,
        skipped,
        sources.stream().mapToLong(SourceCheck::read).sum(),
        sources.stream().mapToLong(SourceCheck::accepted).sum(),
        sources.stream().mapToLong(SourceCheck::rejected).sum(),
        byRule,
        sources.stream().mapToLong(SourceCheck::ambiguousTimes).sum());
  }
}
