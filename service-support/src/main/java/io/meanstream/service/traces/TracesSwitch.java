package io.meanstream.service.traces;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;

/** Turns traces on if {@code meanstream.traces.endpoint} is set, and off otherwise. */
public final class TracesSwitch implements ConfigSourceInterceptor {

  private static final long serialVersionUID = 1L;

  private static final String ENDPOINT = "meanstream.traces.endpoint";

  private static final String DISABLED = "quarkus.otel.sdk.disabled";

  @Override
  public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    if (!name.equals(DISABLED)) {
      return context.proceed(name);
    }
    ConfigValue endpoint = context.proceed(ENDPOINT);
    boolean isOff = endpoint == null || endpoint.getValue().isBlank();
    return ConfigValue.builder().withName(name).withValue(Boolean.toString(isOff)).build();
  }
}
