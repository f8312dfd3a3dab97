package io.meanstream.service.security;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who may change something, and under which names. */
@ConfigMapping(prefix = "meanstream")
public interface AccessConfig {

  /** The file that holds the administrator's token; without it there is no administrator. */
  Optional<Path> tokenFile();

  /** Names, beside those of the loopback interface, by which callers may address the service. */
  Optional<List<String>> hosts();
}
