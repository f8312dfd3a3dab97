package io.meanstream.service;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.smallrye.config.ConfigValidationException;

/**
 * The main class of each service. Exits with code 2 if the configuration is invalid, which Quarkus
 * reports without a stack trace, and with code 1 if the start fails for another reason.
 */
@QuarkusMain
public final class ServiceMain {

  private static final int USER_ERROR = 2;

  ServiceMain() {}

  /** Starts the service and waits until it stops. */
  public static void main(String... arguments) {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      ApplicationLifecycleManager.setDefaultExitCodeHandler(
          (code, failure) -> System.exit(isInvalidConfiguration(failure) ? USER_ERROR : code));
    }
    Quarkus.run(arguments);
  }

  private static boolean isInvalidConfiguration(Throwable failure) {
    Throwable cause = ExceptionUtil.getRootCause(failure);
    return cause instanceof ConfigValidationException || cause instanceof ConfigurationException;
  }
}
