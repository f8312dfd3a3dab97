/** The periods that averages are kept for. */
package io.meanstream.catalog.period;
