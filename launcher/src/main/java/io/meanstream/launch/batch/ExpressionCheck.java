package io.meanstream.launch.batch;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.JvmTuning;
import io.meanstream.cluster.pipeline.SparkJvm;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Stage;
import java.nio.file.Path;

/** Has Spark parse and resolve the expressions of a definition; needs no store. */
public final class ExpressionCheck {

  private final Home home;

  public ExpressionCheck(Home home) {
    this.home = home;
  }

  /**
   * Returns normally if the expressions are valid.
   *
   * @throws Mistake with the place of each invalid one
   * @throws Failure if the check could not be run
   */
  public void run(Path datasets, String dataset, Stage stage) {
    Path folder = home.state().resolve("expressions-" + ProcessHandle.current().pid());
    JsonProgram.run(
        SparkJvm.of(home, JvmTuning.SHORT_RUN, folder)
            .jvmOptions(SparkJvm.archive(home).use())
            .args("--check", "--datasets", datasets.toString(), "--dataset", dataset),
        folder,
        stage);
  }
}
