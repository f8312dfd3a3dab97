package io.meanstream.ingest.validate;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of the rows of all sources: each of them, and their sums. */
record Report(
    List<SourceCheck> sources,
    long read,
    long accepted,
    long rejected,
    SortedMap<String, Long> rejectedByRule,
    long ambiguousTimes) {

  static Report of(List<SourceCheck> sources) {
    SortedMap<String, Long> byRule = new TreeMap<>();
    sources.forEach(
        source ->
            source.rejectedByRule().forEach((rule, count) -> byRule.merge(rule, count, Long::sum)));
    return new Report(
        sources,
        sources.stream().mapToLong(SourceCheck::read).sum(),
        sources.stream().mapToLong(SourceCheck::accepted).sum(),
        sources.stream().mapToLong(SourceCheck::rejected).sum(),
        byRule,
        sources.stream().mapToLong(SourceCheck::ambiguousTimes).sum());
  }
}
