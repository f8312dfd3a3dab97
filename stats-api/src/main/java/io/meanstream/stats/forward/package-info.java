/** Forwards modifying requests to the services that execute them. */
package io.meanstream.stats.forward;
