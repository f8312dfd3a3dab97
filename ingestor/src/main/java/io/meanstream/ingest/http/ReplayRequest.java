package io.meanstream.ingest.http;

import java.util.Optional;

/**
 * How a source is to be read again, where that shall be otherwise than before.
 *
 * @param charset of its bytes
 * @param delimiter between two fields, a character or {@code tab}
 */
public record ReplayRequest(Optional<String> charset, Optional<String> delimiter) {}
