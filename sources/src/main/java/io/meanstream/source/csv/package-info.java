/**
 * CSV as rows of characters, read with FastCSV within limits; malformed fields are reported as
 * flaws.
 */
package io.meanstream.source.csv;
