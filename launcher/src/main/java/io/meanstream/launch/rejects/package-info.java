/** Shows the rows that could not be used. */
package io.meanstream.launch.rejects;
