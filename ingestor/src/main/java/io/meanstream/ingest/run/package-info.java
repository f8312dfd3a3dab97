/** Runs ingestions: queues, tasks, the transfer of a source to Kafka, and recovery. */
package io.meanstream.ingest.run;
