/** Shared by all repositories: index creation, sort order with cursors, and the readiness check. */
package io.meanstream.stats.store;
