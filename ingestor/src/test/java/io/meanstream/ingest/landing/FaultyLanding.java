package io.meanstream.ingest.landing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** Landings that fail when a test wants it. */
public final class FaultyLanding {

  private FaultyLanding() {}

  /** A landing whose first call of a method throws. */
  public static Landing failingOnce(Landing landing, String name, Throwable fault) {
    AtomicBoolean hasFailed = new AtomicBoolean();
    return (Landing)
        Proxy.newProxyInstance(
            Landing.class.getClassLoader(),
            new Class<?>[] {Landing.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(name) && !hasFailed.getAndSet(true)) {
                throw fault;
              }
              try {
                return method.invoke(landing, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** The error of a landing whose database is down. */
  public static LandingUnavailableException unavailable() {
    return new LandingUnavailableException(new Exception("it is down"));
  }
}
