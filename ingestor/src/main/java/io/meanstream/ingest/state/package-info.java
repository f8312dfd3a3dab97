/** Ingestions: who reads which source, how far, and how it ended. */
package io.meanstream.ingest.state;
