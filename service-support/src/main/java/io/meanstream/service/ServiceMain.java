package io.meanstream.service;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.smallrye.config.ConfigValidationException;

/**
 * Runs a service. A mistake in its configuration, which Quarkus prints without a stack trace, ends
 * it with 2, as a user's mistake ends every command; other failures of its start end it with 1.
 */
@QuarkusMain
public final class ServiceMain {

  private static final int MISTAKE = 2;

  ServiceMain() {}

  /** Starts the service, and ends with it. */
  public static void main(String... arguments) {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      ApplicationLifecycleManager.setDefaultExitCodeHandler(
          (code, failure) -> System.exit(isMistake(failure) ? MISTAKE : code));
    }
    Quarkus.run(arguments);
  }

  private static boolean isMistake(Throwable failure) {
    Throwable cause = ExceptionUtil.getRootCause(failure);
    return cause instanceof ConfigValidationException || cause instanceof ConfigurationException;
  }
}
