/** Fetches remote files over HTTP before they are read. */
package io.meanstream.launch.download;
