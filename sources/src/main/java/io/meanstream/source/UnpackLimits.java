package io.meanstream.source;

/**
 * How far an archive is unpacked, so that a small file cannot keep a reader busy for ever.
 *
 * @param bytes the most that one data file may have
 * @param ratio how many times its compressed size it may have, once it is larger than {@link
 *     #HARMLESS}
 */
public record UnpackLimits(long bytes, int ratio) {

  /** What is unpacked at any ratio, in bytes. */
  static final long HARMLESS = 64L << 20;

  /** 256 GiB and 200 times; CSV files mostly shrink to a tenth. */
  public static final UnpackLimits STANDARD = new UnpackLimits(256L << 30, 200);

  public UnpackLimits {
    if (bytes < 1 || ratio < 1) {
      throw new IllegalArgumentException(
          "meanstream.ingestor.unpack-bytes and unpack-ratio have to be at least 1");
    }
  }

  /** The most bytes that may come out of so many. */
  long forCompressed(long compressed) {
    long byRatio = compressed > bytes / ratio ? bytes : compressed * ratio;
    return Math.min(bytes, Math.max(HARMLESS, byRatio));
  }
}
