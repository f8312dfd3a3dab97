/** Shows rejected rows. */
package io.meanstream.launch.rejects;
