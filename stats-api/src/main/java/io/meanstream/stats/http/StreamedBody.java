package io.meanstream.stats.http;

import io.smallrye.mutiny.Multi;

/**
 * A body that is sent while it is read from the store, so that its length does not matter. If the
 * reading fails midway, the connection is cut: no client can take a part for the whole.
 *
 * @param chunks its bytes, asked for as fast as the client takes them
 */
record StreamedBody(Multi<byte[]> chunks) {}
