package io.meanstream.source;

/**
 * A file in a folder or an archive that is not read.
 *
 * @param source its name
 * @param reason why not, in words
 */
public record Skipped(String source, String reason) {}
