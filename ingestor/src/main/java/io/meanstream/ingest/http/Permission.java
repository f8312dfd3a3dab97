package io.meanstream.ingest.http;

import io.meanstream.ingest.IngestorConfig;
import io.meanstream.service.security.Roles;
import io.meanstream.source.SourceFile;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Decides which files a caller may ingest: administrators may ingest every file that the process
 * can read, others only files below the configured folders, with links resolved. Call from worker
 * threads.
 */
@ApplicationScoped
class Permission {

  private final SecurityIdentity caller;
  private final List<Path> roots;

  Permission(SecurityIdentity caller, IngestorConfig config) {
    this.caller = caller;
    this.roots = config.roots().orElse(List.of());
  }

  /**
   * Rejects a path before the response reveals anything about it.
   *
   * @throws UnauthorizedException if this caller may not ingest it
   */
  void check(Path path) throws IOException {
    if (!caller.hasRole(Roles.ADMINISTRATOR) && !isBelowRoot(path)) {
      throw new UnauthorizedException();
    }
  }

  /**
   * Rejects sources that are outside of the configured folders behind a link.
   *
   * @throws UnauthorizedException if this caller may not ingest one of them
   */
  void check(List<SourceFile> sources) throws IOException {
    for (SourceFile source : sources) {
      check(source.file());
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
}
