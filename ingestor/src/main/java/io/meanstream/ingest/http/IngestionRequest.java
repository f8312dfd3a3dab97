package io.meanstream.ingest.http;

/**
 * What a caller wants to be read.
 *
 * @param dataset the dataset's name
 * @param path an absolute path of a file, an archive or a folder
 */
public record IngestionRequest(String dataset, String path) {}
