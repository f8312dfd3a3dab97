package io.meanstream.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeSettingsTest {

  private static final String REFUSED = ": a native executable does not support this compression; ";

  @ParameterizedTest
  @CsvSource({
    "kafka.compression.type, zstd, use lz4 or gzip",
    "kafka.compression.type, SNAPPY, use lz4 or gzip",
    "KAFKA_COMPRESSION_TYPE, zstd, use lz4 or gzip",
    "mp.messaging.outgoing.ingestions.compression.type, snappy, use lz4 or gzip",
    "quarkus.mongodb.connection-string, mongodb://a/?w=1&compressors=zlib, leave out compressors",
    "QUARKUS_MONGODB_CONNECTION_STRING, mongodb://a/b?Compressors=zstd, leave out compressors"
  })
  void unsupportedCompressionIsRefused(String key, String value, String instead) {
    assertThatThrownBy(() -> NativeSettings.refuseUnsupported(config(key, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(key + REFUSED + instead + ", or run the service from its jar");
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.compression.type, lz4",
    "kafka.compression.type, gzip",
    "kafka.bootstrap.servers, zstd:9092",
    "quarkus.mongodb.connection-string, mongodb://compressors/?w=1"
  })
  void otherSettingsAreNot(String key, String value) {
    assertThatCode(() -> NativeSettings.refuseUnsupported(config(key, value)))
        .doesNotThrowAnyException();
  }

  private static SmallRyeConfig config(String key, String value) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(Map.of(key, value), "test", 500))
        .build();
  }
}
