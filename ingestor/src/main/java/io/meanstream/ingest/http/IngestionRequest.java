package io.meanstream.ingest.http;

import java.util.Optional;

/**
 * A request to read files.
 *
 * @param dataset the dataset's name
 * @param path the absolute path of a file, an archive or a folder
 * @param charset of the files' bytes; by default the definition's
 * @param delimiter between two fields, a character or {@code tab}; by default the definition's,
 *     otherwise detected
 * @param replay whether to read sources again that were read before
 */
public record IngestionRequest(
    String dataset,
    String path,
    Optional<String> charset,
    Optional<String> delimiter,
    boolean replay) {}
