/** What the services, Spark and the command line agree on: topics, collections, states, records. */
package io.meanstream.protocol;
