/** Turns the characters of a row into typed values that conform to the dataset's definition. */
package io.meanstream.source.type;
