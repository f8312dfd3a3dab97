package io.meanstream.catalog;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;

/** Tries more random definitions. */
@Tag("thorough")
class ManyRandomDefinitionsTest extends RandomDefinitionsTest {

  @Override
  LongStream seeds() {
    return LongStream.rangeClosed(3, 20);
  }
}
