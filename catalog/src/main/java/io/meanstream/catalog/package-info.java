/**
 * What a dataset is: its definition, its typed records, and how these are written down.
 *
 * <p>Plain Java that runs on Spark's class path as well as on the services'.
 */
package io.meanstream.catalog;
