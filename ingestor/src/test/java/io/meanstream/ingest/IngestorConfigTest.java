package io.meanstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.service.definitions.DefinitionsConfig;
import io.meanstream.service.security.AccessConfig;
import io.meanstream.source.UnpackLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IngestorConfigTest {

  @Test
  void readmeListsExactlyTheConfigurationKeys() throws IOException {
    // Given
    String prefix = IngestorConfig.class.getAnnotation(ConfigMapping.class).prefix();
    List<String> keys =
        Stream.of(IngestorConfig.class, DefinitionsConfig.class, AccessConfig.class)
            .flatMap(config -> keys(prefix, config))
            .toList();

    // When
    List<String> told =
        Pattern.compile("^\\| `(meanstream\\.[a-z.-]+)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map((MatchResult row) -> row.group(1))
            .toList();

    // Then
    assertThat(told).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void unpackLimitsMatchTheStandardOnes() {
    // When
    IngestorConfig.Reading reading = TestIngestorConfig.of(Map.of()).ingestor();

    // Then
    assertThat(new UnpackLimits(reading.unpackBytes().asLongValue(), reading.unpackRatio()))
        .isEqualTo(UnpackLimits.STANDARD);
  }

  private static Stream<String> keys(String prefix, Class<?> group) {
    return Stream.of(group.getDeclaredMethods())
        .filter(getter -> !getter.isDefault())
        .flatMap(
            getter ->
                getter.getReturnType().getEnclosingClass() == IngestorConfig.class
                    ? keys(key(prefix, getter), getter.getReturnType())
                    : Stream.of(key(prefix, getter)));
  }

  private static String key(String prefix, Method getter) {
    WithName named = getter.getAnnotation(WithName.class);
    return prefix
        + "."
        + (named == null
            ? getter.getName().replaceAll("([A-Z])", "-$1").toLowerCase()
            : named.value());
  }
}
