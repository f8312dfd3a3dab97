/** Reads files as the ingestor does, and sends nothing. */
package io.meanstream.source.validate;
