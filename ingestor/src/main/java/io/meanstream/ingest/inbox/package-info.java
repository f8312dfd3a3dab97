/** Folders whose files are ingested without anybody asking. */
package io.meanstream.ingest.inbox;
