package io.meanstream.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.service.definitions.DefinitionsConfig;
import io.meanstream.service.security.AccessConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchedulerConfigTest {

  @Test
  void theReadmeListsExactlyTheExistingKeys() throws IOException {
    // Given
    String prefix = SchedulerConfig.class.getAnnotation(ConfigMapping.class).prefix();
    List<String> keys =
        Stream.of(SchedulerConfig.class, DefinitionsConfig.class, AccessConfig.class)
            .flatMap(config -> keys(prefix, config))
            .toList();

    // When
    List<String> told =
        Pattern.compile("^\\| `(meanstream\\.[a-z.-]+)` \\| (\\S.*?) \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(row -> row.group(1) + " = " + row.group(2).replace("`", ""))
            .toList();

    // Then
    assertThat(told).containsExactlyInAnyOrderElementsOf(keys);
  }

  private static Stream<String> keys(String prefix, Class<?> group) {
    return Stream.of(group.getDeclaredMethods())
        .flatMap(
            getter ->
                getter.getReturnType().getEnclosingClass() == SchedulerConfig.class
                    ? keys(key(prefix, getter), getter.getReturnType())
                    : Stream.of(key(prefix, getter) + " = " + value(getter)));
  }

  private static String key(String prefix, Method getter) {
    return prefix + "." + getter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String value(Method getter) {
    WithDefault value = getter.getAnnotation(WithDefault.class);
    return switch (getter.getName()) {
      case "java" -> "this service's";
      default -> value == null ? "none" : value.value();
    };
  }
}
