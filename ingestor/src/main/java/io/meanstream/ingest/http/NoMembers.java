package io.meanstream.ingest.http;

/** The body of a request that says all by its path: {@code {}}. */
public record NoMembers() {}
