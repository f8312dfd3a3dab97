package io.meanstream.launch.doctor;

import java.util.Locale;

/**
 * The result of one check.
 *
 * @param check what was checked
 * @param found the current state
 * @param advice what to do about it; empty if all is well
 */
public record Finding(String check, Severity severity, String found, String advice) {

  /** How bad a finding is. */
  public enum Severity {
    /** All is well. */
    OK,
    /** It works, but not for long or not fast. */
    WARNING,
    /** It does not work. */
    ERROR;

    /** Its name in results. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String check, String found) {
    return new Finding(check, Severity.OK, found, "");
  }

  static Finding warning(String check, String found, String advice) {
    return new Finding(check, Severity.WARNING, found, advice);
  }

  static Finding error(String check, String found, String advice) {
    return new Finding(check, Severity.ERROR, found, advice);
  }
}
