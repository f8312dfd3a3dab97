package io.meanstream.source;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kind of a file or an archive entry, judged by its name. */
enum FileKind {
  /** Data, compressed or not. */
  TABLE,
  /** Data or other text: only the first record tells. */
  TEXT,
  ZIP,
  /** An archive or a compressed file in an unsupported format. */
  OTHER_ARCHIVE,
  OTHER;

  /** The supported extensions, for messages. */
  static final String READ = ".csv, .tsv, .txt, .json, .ndjson, .jsonl, .parquet, .gz, .zip";

  private static final Pattern DATA = Pattern.compile(".*\\.(csv|tsv|ndjson|jsonl|parquet|gz)");
  private static final Pattern ANY_TEXT = Pattern.compile(".*\\.(txt|json)(\\.gz)?");
  private static final Pattern TAR = Pattern.compile(".*\\.(tar(\\.\\w+)?|tgz|tbz2?|txz)");
  private static final Pattern ARCHIVE = Pattern.compile(".*\\.(bz2|xz|zst|lz4|z|7z|rar)");

  static FileKind of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".zip")) {
      return ZIP;
    }
    if (TAR.matcher(lower).matches() || ARCHIVE.matcher(lower).matches()) {
      return OTHER_ARCHIVE;
    }
    if (ANY_TEXT.matcher(lower).matches()) {
      return TEXT;
    }
    return DATA.matcher(lower).matches() ? TABLE : OTHER;
  }

  static boolean isGzip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /** Whether the path is neither hidden nor one of macOS's {@code __MACOSX} files. */
  static boolean isVisible(String path) {
    for (String part : path.split("[/\\\\]")) {
      if (part.startsWith(".") && !part.equals(".") || part.equals("__MACOSX")) {
        return false;
      }
    }
    return true;
  }

  /** Why files of this kind are skipped; empty if they are not. */
  Optional<String> whySkipped() {
    return switch (this) {
      case OTHER_ARCHIVE -> Optional.of("this archive format is not supported; unpack it first");
      case OTHER -> Optional.of("its name does not end in one of " + READ);
      default -> Optional.empty();
    };
  }
}
