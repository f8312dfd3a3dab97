/** Whether the store answers. */
package io.meanstream.stats.store;
