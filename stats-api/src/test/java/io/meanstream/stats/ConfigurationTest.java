package io.meanstream.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationTest {

  static Method[] keys() {
    return StatsConfig.class.getMethods();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void theReadmeTellsEachKeyAndItsDefault(Method key) throws IOException {
    String name = key.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    String value = key.getAnnotation(WithDefault.class).value();

    assertThat(Files.readString(Path.of("README.md")))
        .contains("| `meanstream.%s` | `%s` |".formatted(name, value));
  }
}
