package io.meanstream.service;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.common.utils.StringUtil;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Keeps a native executable from starting with settings that it does not support: the libraries of
 * these codecs are native code that would have to be unpacked and loaded at run time.
 */
@ApplicationScoped
class NativeSettings {

  private static final Pattern CODEC = Pattern.compile("snappy|zstd", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMPRESSORS =
      Pattern.compile("[?&;]compressors=[^&;]", Pattern.CASE_INSENSITIVE);

  /** Checks the settings before anything connects. */
  void check(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start, Config config) {
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      refuseUnsupported(config);
    }
  }

  /**
   * Rejects settings that a native executable does not support.
   *
   * @throws ConfigurationException if there is one
   */
  static void refuseUnsupported(Config config) {
    for (String name : config.getPropertyNames()) {
      // environment variables keep their own names
      String key = StringUtil.replaceNonAlphanumericByUnderscores(name).toLowerCase(Locale.ROOT);
      if (key.endsWith("_compression_type")) {
        refuse(name, config, CODEC, "use lz4 or gzip");
      } else if (key.startsWith("quarkus_mongodb_") && key.endsWith("connection_string")) {
        refuse(name, config, COMPRESSORS, "leave out compressors");
      }
    }
  }

  private static void refuse(String name, Config config, Pattern unsupported, String instead) {
    String value = config.getOptionalValue(name, String.class).orElse("");
    if (unsupported.matcher(value).find()) {
      throw new ConfigurationException(
          "%s: a native executable does not support this compression; %s, or run the service from its jar"
              .formatted(name, instead));
    }
  }
}
