/** Reads the new and updated rows of PostgreSQL tables. */
package io.meanstream.ingest.table;
