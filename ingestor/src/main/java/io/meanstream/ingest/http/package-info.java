/** The ingestor's HTTP API. */
package io.meanstream.ingest.http;
