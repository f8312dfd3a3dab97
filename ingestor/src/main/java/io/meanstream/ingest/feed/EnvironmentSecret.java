package io.meanstream.ingest.feed;

/** Reads secrets, which definitions only name. */
final class EnvironmentSecret {

  private EnvironmentSecret() {}

  /**
   * The value of an environment variable.
   *
   * @param what it contains, for the message
   * @throws FeedException if it is not set
   */
  static String read(String variable, String what) throws FeedException {
    String secret = System.getenv(variable);
    if (secret == null || secret.isBlank()) {
      throw new FeedException(
          "the environment variable %s, which should contain %s, is not set"
              .formatted(variable, what));
    }
    return secret.strip();
  }
}
