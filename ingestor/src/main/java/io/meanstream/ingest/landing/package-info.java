/** Stores data that cannot be requested again in files until Kafka has it. */
package io.meanstream.ingest.landing;
