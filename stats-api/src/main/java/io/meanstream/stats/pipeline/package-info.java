/** The state of the whole pipeline, pushed to the web page. */
package io.meanstream.stats.pipeline;
