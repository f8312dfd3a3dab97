/** The ingestor at work: queues of sources, and each source's way through its states. */
package io.meanstream.ingest.run;
