package io.meanstream.service.definitions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The location of the dataset definitions. */
@ConfigMapping(prefix = "meanstream")
public interface DefinitionsConfig {

  /** The folder of dataset definitions. */
  @WithDefault("datasets")
  Path datasets();
}
