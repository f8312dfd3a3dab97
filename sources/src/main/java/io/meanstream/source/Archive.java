package io.meanstream.source;

import io.meanstream.source.type.PlainText;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry.NameSource;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * A zip archive: a file, or an entry of another archive. Reads every entry, even when several share
 * a name, and whatever code page their names are in. Not thread-safe.
 */
final class Archive implements Closeable {

  /** The charset that the zip specification sets for names not marked as UTF-8. */
  private static final Charset CODE_PAGE = Charset.forName("IBM437");

  private static final int AES_ENCRYPTED = 99;

  private static final Set<ZipMethod> METHODS =
      Set.of(
          ZipMethod.STORED,
          ZipMethod.UNSHRINKING,
          ZipMethod.IMPLODING,
          ZipMethod.DEFLATED,
          ZipMethod.ENHANCED_DEFLATED,
          ZipMethod.BZIP2);

  private final ZipFile zip;
  private final long compressed;
  private final UnpackLimits limits;

  /**
   * An entry.
   *
   * @param name for display, as it is in the archive
   * @param label the same, with a number if another entry has that name
   */
  record Entry(String name, String label, ZipArchiveEntry entry) {}

  private Archive(SeekableByteChannel bytes, long compressed, UnpackLimits limits)
      throws IOException {
    this.compressed = compressed;
    this.limits = limits;
    try {
      this.zip =
          ZipFile.builder()
              .setSeekableByteChannel(bytes)
              .setCharset(StandardCharsets.UTF_8)
              .setIgnoreLocalFileHeader(true)
              .get();
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw new ArchiveException(
          "the archive is broken: it is not a zip archive, or its end is missing", e);
    }
  }

  /**
   * Opens the archive in a file.
   *
   * @throws IOException if the file is not an archive
   */
  static Archive open(Path file, UnpackLimits limits) throws IOException {
    return new Archive(FileChannel.open(file), Files.size(file), limits);
  }

  /**
   * Opens the archive in an entry. The entry is unpacked into a temporary file, which is deleted
   * when the process ends at the latest.
   *
   * @throws IOException if it is not an archive, or larger than the limits allow
   */
  Archive open(Entry entry) throws IOException {
    Path file = Files.createTempFile("meanstream", ".zip");
    FileChannel bytes =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try (InputStream in = read(entry)) {
      // the channel stays open
      OutputStream out = Channels.newOutputStream(bytes);
      in.transferTo(out);
      bytes.position(0);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
    return new Archive(bytes, compressedSize(entry), limits);
  }

  /**
   * The files in it, in the order of its directory.
   *
   * @throws ArchiveException if one would be unpacked outside the target folder
   */
  List<Entry> entries() throws ArchiveException {
    List<Entry> entries = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      String name = PlainText.of(nameOf(entry));
      if (climbsOut(name)) {
        throw new ArchiveException("entry %s points outside the archive".formatted(name));
      }
      if (!entry.isDirectory()) {
        entries.add(new Entry(name, label(name, labels, numbers), entry));
      }
    }
    return entries;
  }

  /** The name with a number, if others have it; the numbers of each name so far. */
  private static String label(String name, Set<String> taken, Map<String, Integer> numbers) {
    String label = name;
    while (!taken.add(label)) {
      int number = numbers.merge(name, 2, (last, first) -> last + 1);
      label = "%s (%d)".formatted(name, number);
    }
    return label;
  }

  /** Opens an entry's unpacked bytes; reading them detects damage. */
  InputStream read(Entry entry) throws IOException {
    ZipArchiveEntry inside = entry.entry();
    int method = inside.getMethod();
    if (inside.getGeneralPurposeBit().usesEncryption() || method == AES_ENCRYPTED) {
      throw new ArchiveException("is encrypted; unpack it with its password first");
    }
    ZipMethod known = ZipMethod.getMethodByCode(method);
    if (!METHODS.contains(known)) {
      throw new ArchiveException(
          "uses unsupported compression method %d (%s); recompress it with deflate"
              .formatted(method, known));
    }
    return new ChecksumStream(
        new UnpackedStream(zip.getInputStream(inside), compressedSize(entry), limits),
        inside.getCrc(),
        entry.label());
  }

  /**
   * How many bytes of the outermost file an entry takes at most. The limit on nested archive bombs
   * is a multiple of this.
   */
  long compressedSize(Entry entry) {
    return Math.min(compressed, entry.entry().getCompressedSize());
  }

  /** The entry's name; many programs write UTF-8 without marking it. */
  private static String nameOf(ZipArchiveEntry entry) {
    if (entry.getNameSource() == NameSource.UNICODE_EXTRA_FIELD) {
      return entry.getName();
    }
    ByteBuffer raw = ByteBuffer.wrap(entry.getRawName());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(raw.duplicate()).toString();
    } catch (CharacterCodingException e) {
      return CODE_PAGE.decode(raw).toString();
    }
  }

  private static boolean climbsOut(String entry) {
    return entry.startsWith("/")
        || entry.startsWith("\\")
        || entry.matches("[A-Za-z]:.*")
        || Stream.of(entry.split("[/\\\\]")).anyMatch(".."::equals);
  }

  /** The entry with this label. */
  Optional<Entry> find(String label) throws ArchiveException {
    return entries().stream().filter(entry -> entry.label().equals(label)).findFirst();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
