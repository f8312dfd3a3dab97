package io.meanstream.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.service.definitions.DefinitionsConfig;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationTest {

  static Stream<Method> keys() {
    return Stream.of(StatsConfig.class, DefinitionsConfig.class)
        .map(Class::getMethods)
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void theReadmeListsEachKeyWithItsDefault(Method key) throws IOException {
    String name = key.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    String value = key.getAnnotation(WithDefault.class).value();

    assertThat(Files.readString(Path.of("README.md")))
        .contains("| `meanstream.%s` | `%s` |".formatted(name, value));
  }
}
