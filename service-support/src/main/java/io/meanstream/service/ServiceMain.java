package io.meanstream.service;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.smallrye.config.ConfigValidationException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The main class of each service. Exits with code 2 if the configuration is invalid, which Quarkus
 * reports without a stack trace, and with code 1 if the start fails for another reason.
 *
 * <p>With the argument {@code --health} it starts nothing, but asks the running service of the same
 * configuration whether it is ready, and exits with 0 if so and 1 if not.
 */
@QuarkusMain
public final class ServiceMain {

  private static final int NOT_READY = 1;
  private static final int USER_ERROR = 2;

  ServiceMain() {}

  /** Starts the service and waits until it stops, or checks its health. */
  public static void main(String... arguments) {
    // some locales have digits of their own, which neither addresses nor SQL may have
    Locale.setDefault(Locale.ROOT);
    if (Arrays.equals(arguments, new String[] {"--health"})) {
      System.exit(HealthCommand.ofConfiguration().run(System.out) ? 0 : NOT_READY);
    }
    ApplicationLifecycleManager.setDefaultExitCodeHandler(ServiceMain::exit);
    Quarkus.run(arguments);
  }

  /** In dev mode, a service also stops before it is reloaded; only then is its mode known. */
  private static void exit(int code, Throwable failure) {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      System.exit(isInvalidConfiguration(failure) ? USER_ERROR : code);
    }
  }

  private static boolean isInvalidConfiguration(Throwable failure) {
    Throwable cause = ExceptionUtil.getRootCause(failure);
    return cause instanceof ConfigValidationException || cause instanceof ConfigurationException;
  }
}
