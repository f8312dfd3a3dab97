package io.meanstream.launch.command;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.TableDdl;
import io.meanstream.catalog.source.TableFeed;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code datasets ddl}: prints the SQL that prepares a table. */
@Command(
    name = "ddl",
    description = {
      "Print the SQL that prepares the PostgreSQL table of a dataset for reading:",
      "a column for the transaction that wrote a row, its trigger, an index and grants.",
      "Nothing is executed: run it as the table's owner, for example through psql."
    })
public final class DdlCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "The dataset.")
  private String name;

  @Mixin private DatasetsInUseOption datasets;

  public DdlCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    Dataset dataset = new DefinitionsFolder(datasets.folder(home)).dataset(name);
    if (!(dataset.source().feed().orElse(null) instanceof TableFeed table)) {
      throw new Mistake(
          "dataset %s has no table: its definition has no source.postgres".formatted(name));
    }
    if (table.order() instanceof TableFeed.Ascending order) {
      throw new Mistake(
          "dataset %s needs no SQL: its table is read by the ascending column %s"
              .formatted(name, order.column()));
    }
    console.print(TableDdl.of(table).strip());
    return 0;
  }
}
