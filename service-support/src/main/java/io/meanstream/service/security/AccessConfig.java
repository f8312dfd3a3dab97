package io.meanstream.service.security;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Configures who may modify data, and the names under which the service can be addressed. */
@ConfigMapping(prefix = "meanstream")
public interface AccessConfig {

  /** The file with the administrator's token; without it, there is no administrator. */
  Optional<Path> tokenFile();

  /** Host names that callers may use, in addition to those of the loopback interface. */
  Optional<List<String>> hosts();
}
