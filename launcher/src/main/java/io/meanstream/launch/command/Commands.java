package io.meanstream.launch.command;

import io.meanstream.cluster.StartException;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.show.Console;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: its commands, and how errors become messages and exit codes. */
@Command(
    name = "meanstream",
    synopsisSubcommandLabel = "COMMAND",
    description = "Streams rows of files through Kafka into a store, and shows their averages.",
    footer = {"", "Run './meanstream COMMAND --help' for details. Start with './meanstream demo'."})
public final class Commands implements Runnable {

  private static final int FAILED = 1;
  private static final int MISTAKE = 2;

  private Commands() {}

  /** Runs one command and returns its exit code, which is not 0 if its result was not written. */
  public static int run(Home home, Console console, String... args) {
    int code = commandLine(home, console).execute(args);
    // a PrintStream swallows errors
    if (code == 0 && console.out().checkError()) {
      console.note("meanstream: cannot write to standard output: the result is incomplete");
      return FAILED;
    }
    return code;
  }

  @Override
  public void run() {
    throw new Mistake(
        "no command given: try './meanstream demo', or './meanstream --help' for all commands");
  }

  static CommandLine commandLine(Home home, Console console) {
    CommandLine line =
        new CommandLine(new Commands())
            .addSubcommand(new DemoCommand(home, console))
            .addSubcommand(new UpCommand(home, console))
            .addSubcommand(new DownCommand(home, console))
            .addSubcommand(new StatusCommand(home, console))
            .addSubcommand(new DoctorCommand(home, console))
            .addSubcommand(new RestartCommand(home, console))
            .addSubcommand(new LogsCommand(home, console))
            .addSubcommand(new TryCommand(home, console))
            .addSubcommand(new IngestCommand(home, console))
            .addSubcommand(new CancelCommand(home, console))
            .addSubcommand(new RetryCommand(home, console))
            .addSubcommand(new ReplayCommand(home, console))
            .addSubcommand(new AggregateCommand(home, console))
            .addSubcommand(new AveragesCommand(home, console))
            .addSubcommand(new RejectsCommand(home, console))
            .addSubcommand(new ValidateCommand(home, console))
            .addSubcommand(
                new CommandLine(new DatasetsCommand(home, console))
                    .addSubcommand(new NewDatasetCommand(console))
                    .addSubcommand(new DdlCommand(home, console)))
            .addSubcommand(new SampleCommand(console))
            .addSubcommand(new ResetCommand(home, console))
            .addSubcommand(new SuperviseCommand(home));
    addHelp(line);
    return line.registerConverter(Excluded.class, Excluded::of)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi(console)))
        .setOut(new PrintWriter(console.out(), true))
        .setErr(new PrintWriter(console.err(), true))
        .setParameterExceptionHandler((e, given) -> refuse(console, e))
        .setExecutionExceptionHandler((e, command, result) -> fail(console, e));
  }

  private static void addHelp(CommandLine command) {
    command.getCommandSpec().addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
    command.getSubcommands().values().forEach(Commands::addHelp);
  }

  /** The help option of every command. */
  private static final class HelpOption {

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help and exit.")
    private boolean help;
  }

  private static Ansi ansi(Console console) {
    return console.isTerminal() ? Ansi.AUTO : Ansi.OFF;
  }

  private static int refuse(Console console, ParameterException e) {
    CommandLine command = e.getCommandLine();
    console.note(
        "meanstream: %s (see '%s --help')"
            .formatted(messageOf(e), command.getCommandSpec().qualifiedName()));
    return MISTAKE;
  }

  private static String messageOf(ParameterException e) {
    boolean noCommand =
        e instanceof UnmatchedArgumentException unmatched
            && !unmatched.isUnknownOption()
            && e.getCommandLine().getParent() == null;
    return noCommand
        ? "unknown command: " + ((UnmatchedArgumentException) e).getUnmatched().get(0)
        : e.getMessage();
  }

  private static int fail(Console console, Exception e) throws Exception {
    if (e instanceof Mistake || e instanceof ApiException api && api.isRefusal()) {
      console.note("meanstream: " + e.getMessage());
      return MISTAKE;
    }
    if (e instanceof Failure || e instanceof StartException || e instanceof ApiException) {
      console.note("meanstream: " + e.getMessage());
      return FAILED;
    }
    if (e instanceof UncheckedIOException) {
      console.note("meanstream: %s: %s".formatted(e.getMessage(), e.getCause().getMessage()));
      return FAILED;
    }
    throw e;
  }
}
