package io.meanstream.ingest.http;

import io.meanstream.ingest.IngestorConfig;
import io.meanstream.service.security.Roles;
import io.meanstream.source.SourceFile;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
  void check(Path path) {
    if (!caller.hasRole(Roles.ADMINISTRATOR) && !isBelowRoot(path)) {
      throw new UnauthorizedException();
    }
  }

  /**
   * Rejects sources that are outside of the configured folders behind a link.
   *
   * @throws UnauthorizedException if this caller may not ingest one of them
   */
  void check(List<SourceFile> sources) {
    for (SourceFile source : sources) {
      check(source.file());
    }
  }

  private boolean isBelowRoot(Path path) {
    Optional<Path> real = real(path);
    return real.isPresent()
        && roots.stream().flatMap(root -> real(root).stream()).anyMatch(real.get()::startsWith);
  }

  /** The path without links; empty if it cannot be followed, whatever the reason. */
  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
