package io.meanstream.ingest.state;

import io.meanstream.ingest.IngestorConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where this ingestor instance keeps data that must survive a restart. */
@ApplicationScoped
public class StateFolder {

  private final Path state;
  private final String instance;

  /** The folder of this process' instance. */
  public StateFolder(IngestorConfig config, Owner self) {
    this.state = config.ingestor().state().toAbsolutePath().normalize();
    this.instance = URLEncoder.encode(self.instance(), StandardCharsets.UTF_8);
  }

  /** The folder of one kind of state; it may not exist yet. */
  public Path of(String kind) {
    return state.resolve(kind).resolve(instance);
  }
}
