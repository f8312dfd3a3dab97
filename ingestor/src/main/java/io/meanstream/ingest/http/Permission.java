package io.meanstream.ingest.http;

import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.source.SourceFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Says which files a caller may have read: with the token all that the process may, without it
 * those below the configured folders, links resolved. For worker threads.
 */
@ApplicationScoped
class Permission {

  private static final String SCHEME = "Bearer ";

  private final Optional<Path> tokenFile;
  private final List<Path> roots;

  Permission(IngestorConfig config) {
    this.tokenFile = config.tokenFile();
    this.roots = config.roots().orElse(List.of());
  }

  /**
   * Refuses a path before anything is said about it.
   *
   * @throws ProblemException if this caller may not have it read
   */
  void check(Optional<String> authorization, Path path) throws IOException {
    if (authorization.isPresent()) {
      if (!isToken(authorization.get())) {
        throw new ProblemException(401, "the token is not the right one");
      }
      return;
    }
    if (!isBelowRoot(path)) {
      throw new ProblemException(401, "this needs the token: Authorization: Bearer …");
    }
  }

  /**
   * Refuses sources that links have led out of the configured folders.
   *
   * @throws ProblemException if this caller may not have one of them read
   */
  void check(Optional<String> authorization, List<SourceFile> sources) throws IOException {
    for (SourceFile source : sources) {
      check(authorization, source.file());
    }
  }

  private boolean isBelowRoot(Path path) throws IOException {
    try {
      Path real = path.toRealPath();
      for (Path root : roots) {
        if (real.startsWith(root.toRealPath())) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private boolean isToken(String authorization) throws IOException {
    if (tokenFile.isEmpty() || !authorization.startsWith(SCHEME)) {
      return false;
    }
    byte[] given =
        authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    byte[] token = Files.readString(tokenFile.get()).strip().getBytes(StandardCharsets.UTF_8);
    return token.length > 0 && MessageDigest.isEqual(given, token);
  }
}
