/** How a dataset's files are written: their format, delimiter and numbers. */
package io.meanstream.catalog.source;
