package io.meanstream.source.validate;

/**
 * A source that cannot be read, or holds rows of something else.
 *
 * @param error why, in a line that names it
 */
record FailedSource(String source, String error) {}
