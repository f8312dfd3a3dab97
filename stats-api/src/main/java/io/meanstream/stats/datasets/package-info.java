/** What is known about each dataset: its definition. */
package io.meanstream.stats.datasets;
