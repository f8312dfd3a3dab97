/** Forwards requests that change something to the services that do it. */
package io.meanstream.stats.forward;
