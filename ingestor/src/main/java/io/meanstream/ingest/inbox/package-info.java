/** Folders whose files are ingested automatically. */
package io.meanstream.ingest.inbox;
