package io.meanstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
  @TempDir Path folder;

  @Test
  void javaHomeGoesBeforeThePath() throws Exception {
    Path home = install("home", "17.0.15");
    Path other = install("other", "17.0.2");

    assertThat(Jdk.find(Map.of("JAVA_HOME", home.toString(), "PATH", other + "/bin")).home())
        .isEqualTo(home);
  }

  @Test
  void aJdkOnThePathIsFoundThroughItsLinks() throws Exception {
    Path real = install("real", "17.0.15");
    Path bin = Files.createDirectories(folder.resolve("usr/bin"));
    Files.createSymbolicLink(bin.resolve("java"), real.resolve("bin/java"));

    assertThat(Jdk.find(Map.of("PATH", bin.toString())).home()).isEqualTo(real.toRealPath());
  }

  @Test
  void anotherReleaseIsPassedOver() throws Exception {
    Path tooNew = install("new", "25");
    Path right = install(".sdkman/candidates/java/17.0.15-tem", "17.0.15");
    var environment = Map.of("JAVA_HOME", tooNew.toString(), "HOME", folder.toString());

    assertThat(JdkHomes.of(environment)).contains(tooNew, right);
    assertThat(Jdk.find(environment).home()).isNotEqualTo(tooNew);
  }

  @Test
  void aRuntimeWithoutCompilerIsPassedOver() throws Exception {
    Path runtime = install("jre", "17.0.15");
    Files.delete(runtime.resolve("bin/javac"));
    Path right = install("jdk", "17.0.15");

    assertThat(Jdk.find(Map.of("JAVA_HOME", runtime.toString(), "PATH", right + "/bin")).home())
        .isEqualTo(right.toRealPath());
  }

  @Test
  void releasesAreReadInOldAndNewForm() throws Exception {
    assertThat(Jdk.release(install("a", "1.8.0_402"))).isEqualTo(Optional.of(8));
    assertThat(Jdk.release(install("b", "17"))).isEqualTo(Optional.of(17));
    assertThat(Jdk.release(install("c", "21-ea"))).isEqualTo(Optional.of(21));
    assertThat(Jdk.release(folder.resolve("none"))).isEmpty();
  }

  @Test
  void withoutAJdkTheMessageSaysWhatToInstall() {
    assertThatThrownBy(() -> Jdk.firstOf(java.util.List.of()))
        .isInstanceOf(StartException.class)
        .hasMessage(
            "Meanstream needs a JDK 17 (found none): install one, for example Temurin 17, and set"
                + " JAVA_HOME to it.");
  }

  @Test
  void withTheWrongJdkTheMessageSaysWhichWasFound() throws Exception {
    Path tooNew = install("new", "25.0.1");

    assertThatThrownBy(() -> Jdk.firstOf(java.util.List.of(tooNew)))
        .hasMessageContaining("(found Java 25 in " + tooNew + ")");
  }

  private Path install(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    for (String program : new String[] {"java", "javac"}) {
      Path file = Files.createFile(home.resolve("bin").resolve(program));
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
    return home;
  }
}
