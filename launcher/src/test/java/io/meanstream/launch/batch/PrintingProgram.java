package io.meanstream.launch.batch;

/** A program that writes its first two arguments to its outputs and exits with the third. */
public final class PrintingProgram {

  private PrintingProgram() {}

  /** The process. */
  public static void main(String[] args) {
    System.out.print(args[0]);
    System.err.print(args[1]);
    System.exit(Integer.parseInt(args[2]));
  }
}
