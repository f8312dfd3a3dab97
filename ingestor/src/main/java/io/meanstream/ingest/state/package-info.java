/** What the ingestor knows of its sources: who reads which, how far it is, and what came of it. */
package io.meanstream.ingest.state;
