/**
 * The catalog: the datasets that a folder of definitions describes, kept up to date with its files.
 *
 * <p>Plain Java that runs on Spark's class path as well as on the services'.
 */
package io.meanstream.catalog;
