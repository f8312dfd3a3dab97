package io.meanstream.ingest.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What this process has to do, or does. */
@ApplicationScoped
class Jobs {

  private final Set<Job> jobs = ConcurrentHashMap.newKeySet();

  void add(Job job) {
    jobs.add(job);
  }

  void remove(Job job) {
    jobs.remove(job);
  }

  /** The jobs that work for an ingestion, or will. */
  List<Job> of(String ingestion) {
    return jobs.stream().filter(job -> job.isFor(ingestion)).toList();
  }
}
