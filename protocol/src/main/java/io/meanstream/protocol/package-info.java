/**
 * The contracts between the services, Spark and the command line: topics, collections, states,
 * records.
 */
package io.meanstream.protocol;
