package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program of a service: a jar or a native executable. */
public sealed interface ServiceProgram {

  /** The variable that names a folder of native executables, each with its service's name. */
  String NATIVE = "MEANSTREAM_NATIVE";

  /**
   * The executable in the folder that MEANSTREAM_NATIVE names, otherwise the jar in the checkout.
   *
   * @param service its name, which is that of its module
   * @throws StartException if there is no such executable
   */
  static ServiceProgram of(Map<String, String> environment, Path checkout, String service) {
    String folder = environment.getOrDefault(NATIVE, "");
    if (folder.isBlank()) {
      return new Jar(checkout.resolve(service).resolve("target/quarkus-app/quarkus-run.jar"));
    }
    Path file = Path.of(folder).toAbsolutePath().resolve(service);
    if (!Files.isExecutable(file)) {
      throw new StartException("%s: %s is not an executable file".formatted(NATIVE, file));
    }
    return new Executable(file);
  }

  /**
   * The command that starts it.
   *
   * @param heap the maximum, for example {@code 128m}
   * @param tuning of the JVM, if it runs in one
   */
  ChildCommand command(String name, String heap, JvmTuning tuning);

  /** A jar, run by the JDK that runs this process. */
  record Jar(Path file) implements ServiceProgram {
    @Override
    public ChildCommand command(String name, String heap, JvmTuning tuning) {
      return ChildCommand.ofMain(name, "io.quarkus.bootstrap.runner.QuarkusEntryPoint")
          .classPath(List.of(file))
          .heap(heap)
          .jvmOptions("-XX:-UsePerfData")
          .jvmOptions(tuning.options());
    }
  }

  /** A native executable. */
  record Executable(Path file) implements ServiceProgram {
    @Override
    public ChildCommand command(String name, String heap, JvmTuning tuning) {
      return ChildCommand.ofBinary(name, file).args("-Xmx" + heap);
    }
  }
}
