/** Ingestions and their balance: read = stored + corrected + duplicates + rejected. */
package io.meanstream.stats.ingestions;
