/** Reports what would happen to a file's rows, without Kafka and a store. */
package io.meanstream.launch.validate;
