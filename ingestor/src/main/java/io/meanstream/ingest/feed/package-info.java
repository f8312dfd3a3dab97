/** Fetches records from HTTP APIs and tables, page by page, and lands them. */
package io.meanstream.ingest.feed;
