package io.meanstream.service.request;

import io.meanstream.service.problem.Problem.BadParameter;
import io.meanstream.service.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects all wrong parameters of a request, so that the response can name all of them. */
public final class ParameterCheck {

  private final List<BadParameter> errors = new ArrayList<>();

  /**
   * Parses a parameter.
   *
   * @param parser throws a {@link ProblemException} if the parameter is wrong
   * @param otherwise returned in that case, so that the others can be parsed
   */
  public <T> T parse(Supplier<T> parser, T otherwise) {
    try {
      return parser.get();
    } catch (ProblemException e) {
      add(e);
      return otherwise;
    }
  }

  /**
   * Checks a parameter.
   *
   * @param check throws a {@link ProblemException} if the parameter is wrong
   */
  public void run(Runnable check) {
    try {
      check.run();
    } catch (ProblemException e) {
      add(e);
    }
  }

  private void add(ProblemException e) {
    if (e.problem().errors().isEmpty()) {
      throw e;
    }
    errors.addAll(e.problem().errors());
  }

  /**
   * Ends the check.
   *
   * @throws ProblemException that names all wrong parameters, if there are any
   */
  public void end() {
    if (!errors.isEmpty()) {
      throw ProblemException.badParameters(errors);
    }
  }
}
