package io.meanstream.launch.show;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The user's terminal or files: results go to standard output, notes and progress to standard
 * error, so that results can be piped.
 *
 * @param raw standard output for bytes, which unlike {@code out} throws when it is closed
 * @param width columns of the terminal on standard error, where lines may be overwritten; 0 if it
 *     is not a terminal
 */
public record Console(OutputStream raw, PrintStream out, PrintStream err, int width) {

  /** Moves to the first column of the first line, and clears the screen. */
  private static final String CLEAR = "\033[H\033[J";

  /**
   * The console of this process. The script sets {@code meanstream.width}, which Java cannot
   * determine.
   */
  public static Console ofProcess() {
    OutputStream raw = new FileOutputStream(FileDescriptor.out);
    OutputStream err = new FileOutputStream(FileDescriptor.err);
    return of(raw, err, Integer.getInteger("meanstream.width", 0));
  }

  /** A console that writes UTF-8 to these streams. */
  public static Console of(OutputStream out, OutputStream err, int width) {
    return new Console(
        out,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        width);
  }

  /** Prints a line of the result. */
  public void print(String line) {
    out.println(line);
  }

  /** Clears the terminal if results go to one; otherwise prints an empty line. */
  public void clear() {
    out.print(isTerminal() ? CLEAR : System.lineSeparator());
    out.flush();
  }

  /** Prints a line to standard error. */
  public void note(String line) {
    err.println(line);
  }

  /** Starts a stage, which shows its progress in one line. */
  public Stage stage(String title) {
    return new Stage(this, title);
  }

  /** Whether standard error is a terminal. */
  public boolean isTerminal() {
    return width > 0;
  }
}
