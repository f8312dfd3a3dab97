/** Stores data that cannot be requested again until Kafka has it: in files or in PostgreSQL. */
package io.meanstream.ingest.landing;
