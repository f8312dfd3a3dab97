package io.meanstream.launch.download;

import io.meanstream.source.DataFiles;
import io.meanstream.source.http.FetchResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chooses the name for a downloaded file; its extension tells how to read it. */
final class FileName {

  private static final int MAX_LENGTH = 150;
  private static final Pattern DISPOSITION =
      Pattern.compile("(?i).*\\bfilename\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]*)).*");

  private static final Map<String, String> ENDINGS =
      Map.of(
          "text/csv", ".csv",
          "text/tab-separated-values", ".tsv",
          "application/json", ".json",
          "application/x-ndjson", ".ndjson",
          "application/vnd.apache.parquet", ".parquet",
          "application/gzip", ".gz",
          "application/zip", ".zip");

  private FileName() {}

  /** The name that the server gives, otherwise the first of the addresses with a data extension. */
  static String of(FetchResponse response, RemoteFile file) {
    Optional<String> given = response.header("Content-Disposition").flatMap(FileName::disposition);
    String name =
        given
            .or(() -> ofData(lastPart(response.uri()), lastPart(file.uri()), file.name()))
            .or(() -> Optional.of(lastPart(file.uri())).filter(part -> !part.isBlank()))
            .map(FileName::safe)
            .orElse(file.name());
    String complete = DataFiles.isTakenByName(name) ? name : name + ending(response);
    return isGzipOnTop(response, complete) ? complete + ".gz" : complete;
  }

  private static Optional<String> ofData(String... names) {
    return Stream.of(names).filter(DataFiles::isTakenByName).findFirst();
  }

  private static Optional<String> disposition(String header) {
    Matcher matcher = DISPOSITION.matcher(header);
    return matcher.matches()
        ? Stream.of(matcher.group(1), matcher.group(2))
            .flatMap(Stream::ofNullable)
            .filter(name -> !name.isBlank())
            .findFirst()
        : Optional.empty();
  }

  private static String lastPart(URI uri) {
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    return URLDecoder.decode(
        path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String ending(FetchResponse response) {
    String type = response.header("Content-Type").orElse("").replaceFirst(";.*", "").strip();
    return ENDINGS.getOrDefault(type.toLowerCase(Locale.ROOT), "");
  }

  /** Whether the server stores the file compressed and sends it that way without being asked. */
  private static boolean isGzipOnTop(FetchResponse response, String name) {
    return response.header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent()
        && !name.endsWith(".gz");
  }

  /** A safe file name: no path, not hidden, and not too long. */
  private static String safe(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String plain = last.replaceAll("[\\p{Cntrl}:*?\"<>|]", "_").replaceFirst("^\\.+", "");
    String shorter = plain.substring(Math.max(0, plain.length() - MAX_LENGTH));
    return shorter.isBlank() ? "download" : shorter;
  }
}
