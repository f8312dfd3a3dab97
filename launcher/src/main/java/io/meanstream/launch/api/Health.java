package io.meanstream.launch.api;

import java.net.URI;

/** Whether a service can do its work at this moment. */
public final class Health {

  private final Api api;

  public Health(URI base) {
    this.api = new Api(base);
  }

  /** False as well where nobody listens. */
  public boolean isReady() {
    return api.answers("/q/health/ready");
  }
}
