/** Files that are fetched over HTTP before they are read. */
package io.meanstream.launch.download;
