package io.meanstream.stats.http;

import io.smallrye.mutiny.Multi;

/**
 * A body of any length that is sent while it is read from the store. If reading fails midway, the
 * connection is reset, so that clients notice the truncation.
 *
 * @param chunks the bytes, requested as fast as the client receives them
 */
public record StreamedBody(Multi<byte[]> chunks) {}
