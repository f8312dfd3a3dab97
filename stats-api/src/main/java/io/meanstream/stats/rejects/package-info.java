/** Rejected rows and the reasons. */
package io.meanstream.stats.rejects;
