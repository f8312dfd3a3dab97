package io.meanstream.source.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.meanstream.source.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Decompresses pages in pure Java, so that native executables need no C libraries. */
final class Codecs implements CompressionCodecFactory {

  /** The maximum page size in bytes; writers use 1 MiB unless configured otherwise. */
  static final int MAX_PAGE = 64 << 20;

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new PageDecompressor((page, size) -> page);
      case SNAPPY -> new PageDecompressor(by(new SnappyDecompressor()));
      case ZSTD -> new PageDecompressor(by(new ZstdDecompressor()));
      case LZ4_RAW -> new PageDecompressor(by(new Lz4Decompressor()));
      case GZIP -> new PageDecompressor(Codecs::gunzip);
      default ->
          throw new UnsupportedOperationException(
              "is compressed with %s; only snappy, gzip, zstd and lz4_raw are read"
                  .formatted(codec.name().toLowerCase(Locale.ROOT)));
    };
  }

  private static Decompression by(Decompressor decompressor) {
    return (page, size) -> {
      byte[] plain = new byte[size];
      int length = decompressor.decompress(page, 0, page.length, plain, 0, size);
      return checked(plain, length);
    };
  }

  private static byte[] gunzip(byte[] page, int size) throws IOException {
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(page))) {
      byte[] bytes = new byte[size];
      return checked(bytes, plain.readNBytes(bytes, 0, size));
    }
  }

  private static byte[] checked(byte[] plain, int length) throws FormatException {
    if (length != plain.length) {
      throw new FormatException(
          "is damaged: a page has %d bytes, not %d".formatted(length, plain.length));
    }
    return plain;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("files are only read");
  }

  @Override
  public void release() {
    // nothing to release
  }

  /** Decompresses a page to a known number of bytes. */
  @FunctionalInterface
  private interface Decompression {
    byte[] decompress(byte[] page, int size) throws IOException;
  }

  /** Adapts a codec to Parquet's reader. */
  private record PageDecompressor(Decompression decompression) implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput page, int size) throws IOException {
      if (size < 0 || size > MAX_PAGE) {
        throw new FormatException(
            "has a page of %d bytes; the limit is %d".formatted(size, MAX_PAGE));
      }
      // readAllBytes would need twice the memory
      byte[] compressed = new byte[Math.toIntExact(page.size())];
      try (InputStream in = page.toInputStream()) {
        in.readNBytes(compressed, 0, compressed.length);
      }
      return BytesInput.from(decompression.decompress(compressed, size));
    }

    @Override
    public void decompress(ByteBuffer page, int pageSize, ByteBuffer plain, int size) {
      throw new UnsupportedOperationException("pages are in arrays");
    }

    @Override
    public void release() {
      // nothing to release
    }
  }
}
