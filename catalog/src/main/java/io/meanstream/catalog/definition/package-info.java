/** Reads definitions from YAML, and finds all their mistakes at once. */
package io.meanstream.catalog.definition;
