/** The types of values, and how they are written as text. */
package io.meanstream.catalog.value;
