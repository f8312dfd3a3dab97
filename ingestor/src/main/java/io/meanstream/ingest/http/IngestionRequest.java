package io.meanstream.ingest.http;

import java.util.Optional;

/**
 * What a caller wants to be read.
 *
 * @param dataset the dataset's name
 * @param path an absolute path of a file, an archive or a folder
 * @param charset of the files' bytes; the definition's, where it is not given
 * @param delimiter between two fields, a character or {@code tab}; the definition's, or found by
 *     looking, where it is not given
 * @param replay whether sources are read again that were read before
 */
public record IngestionRequest(
    String dataset,
    String path,
    Optional<String> charset,
    Optional<String> delimiter,
    boolean replay) {}
