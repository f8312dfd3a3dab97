package io.meanstream.source;

/**
 * What stands in a folder or an archive and is not read.
 *
 * @param source its name
 * @param reason why it is not, in words
 */
public record Skipped(String source, String reason) {}
