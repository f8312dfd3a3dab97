package io.meanstream.source;

/**
 * Limits for unpacking an archive, so that a small file cannot keep a reader busy forever.
 *
 * @param bytes the maximum size of one data file
 * @param ratio the maximum ratio of unpacked to compressed size, for files above {@link #HARMLESS}
 */
public record UnpackLimits(long bytes, int ratio) {

  /** Up to this size, in bytes, any ratio is allowed. */
  static final long HARMLESS = 64L << 20;

  /** 256 GiB and 200 times the compressed size; CSV files mostly shrink to a tenth. */
  public static final UnpackLimits STANDARD = new UnpackLimits(256L << 30, 200);

  public UnpackLimits {
    if (bytes < 1 || ratio < 1) {
      throw new IllegalArgumentException(
          "meanstream.ingestor.unpack-bytes and unpack-ratio must be at least 1");
    }
  }

  /** The maximum unpacked size for a compressed size, in bytes. */
  long forCompressed(long compressed) {
    long byRatio = compressed > bytes / ratio ? bytes : compressed * ratio;
    return Math.min(bytes, Math.max(HARMLESS, byRatio));
  }
}
