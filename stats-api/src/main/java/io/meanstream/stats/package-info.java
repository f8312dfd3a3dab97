/**
 * The averages, the ingestions and their balance over HTTP; read-only.
 *
 * <p>Everything answers from the event loop: nothing here waits.
 */
package io.meanstream.stats;
