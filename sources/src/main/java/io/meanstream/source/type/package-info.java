/** What the characters of a row mean: typed values that keep to their dataset's definition. */
package io.meanstream.source.type;
