package io.meanstream.source;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;

/** Tries more random files: with {@link RandomFilesTest}, 10,000 of each kind. */
@Tag("thorough")
class ManyRandomFilesTest extends RandomFilesTest {

  @Override
  LongStream seeds() {
    return LongStream.rangeClosed(2, 40);
  }
}
