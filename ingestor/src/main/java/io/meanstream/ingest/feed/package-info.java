/** Fetches records from HTTP APIs, page by page, and lands them. */
package io.meanstream.ingest.feed;
