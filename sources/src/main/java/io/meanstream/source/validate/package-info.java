/** Reads files as the ingestor does, and reports what it would do with their rows. */
package io.meanstream.source.validate;
