package io.meanstream.ingest.source;

import io.meanstream.catalog.Dataset;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How sources are read.
 *
 * @param charset of their bytes
 * @param separator between two fields; found by looking where it is not given
 * @param unpack how far archives are unpacked
 */
public record ReadOptions(Charset charset, Optional<Character> separator, UnpackLimits unpack) {

  /** UTF-8, any separator. */
  public static final ReadOptions STANDARD =
      new ReadOptions(StandardCharsets.UTF_8, Optional.empty(), UnpackLimits.STANDARD);

  /** As a dataset's definition has it. */
  public static ReadOptions of(Dataset dataset, UnpackLimits unpack) {
    return new ReadOptions(dataset.source().charset(), dataset.source().delimiter(), unpack);
  }
}
