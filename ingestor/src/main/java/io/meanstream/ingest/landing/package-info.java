/** Keeps data that cannot be asked for again in files until Kafka has them. */
package io.meanstream.ingest.landing;
