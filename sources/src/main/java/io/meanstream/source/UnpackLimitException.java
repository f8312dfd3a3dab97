package io.meanstream.source;

/** An archive that is larger inside than {@link UnpackLimits} allow. */
final class UnpackLimitException extends ArchiveException {

  private static final long serialVersionUID = 1L;

  UnpackLimitException(long compressed, UnpackLimits limits) {
    super(
        "%d bytes unpack to more than the %d that are allowed: %d times as many, %d in any case, %d at most"
            .formatted(
                compressed,
                limits.forCompressed(compressed),
                limits.ratio(),
                UnpackLimits.HARMLESS,
                limits.bytes()));
  }
}
