package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.system.ServiceSettings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/containers.md explains every environment variable. */
class ContainersPageIT {

  private static final Path PAGE = Meanstream.ROOT.resolve("docs/containers.md");
  private static final String BEGIN = "<!-- settings: generated -->\n";
  private static final String END = "<!-- end of settings -->\n";
  private static final Pattern COMPOSE_VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

  @Test
  void theSettingsTableMatchesTheConfigurationMappings() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String table = table();
    if (Boolean.getBoolean("settings.write")) {
      Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
      return;
    }

    assertThat(page.substring(begin, end))
        .as("write it with -Dit.test=ContainersPageIT -Dtest.jvm.args=-Dsettings.write=true")
        .isEqualTo(table);
  }

  @Test
  void everyComposeVariableIsInATable() throws IOException {
    String compose = Files.readString(Meanstream.ROOT.resolve("docker-compose.yml"));
    List<String> variables =
        COMPOSE_VARIABLE.matcher(compose).results().map(it -> it.group(1)).distinct().toList();

    List<String> explained =
        FIRST_CELL.matcher(Files.readString(PAGE)).results().map(it -> it.group(1)).toList();

    assertThat(variables).hasSizeGreaterThan(10);
    assertThat(explained).containsAll(variables);
  }

  private static String table() throws IOException {
    Map<String, List<Setting>> byVariable =
        ServiceSettings.read().stream()
            .collect(Collectors.groupingBy(Setting::variable, TreeMap::new, Collectors.toList()));
    StringBuilder table =
        new StringBuilder("| variable | services | default | |\n|---|---|---|---|\n");
    byVariable.forEach(
        (variable, settings) ->
            settings.stream()
                .collect(Collectors.groupingBy(ContainersPageIT::meaning, Collectors.toList()))
                .forEach((meaning, same) -> table.append(row(variable, same))));
    return table.toString();
  }

  /** Services may share a setting's name but not its default. */
  private static String meaning(Setting setting) {
    return setting.defaultValue().orElse("") + setting.description();
  }

  private static String row(String variable, List<Setting> same) {
    String services =
        same.stream()
            .map(it -> it.module().equals("service-support") ? "all" : it.module())
            .collect(Collectors.joining(", "));
    String value = same.get(0).defaultValue().map(it -> "`" + it + "`").orElse("none");
    return "| `%s` | %s | %s | %s |%n"
        .formatted(variable, services, value, same.get(0).description().replace("|", "\\|"));
  }
}
