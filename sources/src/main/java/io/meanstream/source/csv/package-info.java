/** CSV as rows of characters: what FastCSV reads, within limits, with its flaws named. */
package io.meanstream.source.csv;
