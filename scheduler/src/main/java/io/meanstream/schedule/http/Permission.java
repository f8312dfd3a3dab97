package io.meanstream.schedule.http;

import io.meanstream.schedule.SchedulerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/** Says who may change something: whoever has the token. For worker threads. */
@ApplicationScoped
class Permission {

  private static final String SCHEME = "Bearer ";

  private final Optional<Path> tokenFile;

  Permission(SchedulerConfig config) {
    this.tokenFile = config.tokenFile();
  }

  /**
   * Returns if the caller has the token.
   *
   * @throws ProblemException if not
   */
  void check(Optional<String> authorization) throws IOException {
    if (authorization.isEmpty()) {
      throw new ProblemException(401, "this needs the token: Authorization: Bearer …");
    }
    if (!isToken(authorization.get())) {
      throw new ProblemException(401, "the token is not the right one");
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
