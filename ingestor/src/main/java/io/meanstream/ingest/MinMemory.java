package io.meanstream.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/** The minimum of a memory size. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = MinMemory.Validator.class)
@interface MinMemory {

  /** The minimum, inclusive, written as in the configuration. */
  String value();

  /** The message for smaller values. */
  String message() default "is {given} bytes; it must be at least {value}";

  /** The groups that are checked. */
  Class<?>[] groups() default {};

  /** Further data of the constraint. */
  Class<? extends Payload>[] payload() default {};

  /** Compares bytes. */
  final class Validator implements ConstraintValidator<MinMemory, MemorySize> {

    private long least;

    @Override
    public void initialize(MinMemory constraint) {
      least = new MemorySizeConverter().convert(constraint.value()).asLongValue();
    }

    @Override
    public boolean isValid(MemorySize given, ConstraintValidatorContext context) {
      context
          .unwrap(HibernateConstraintValidatorContext.class)
          .addMessageParameter("given", given.asLongValue());
      return given.asLongValue() >= least;
    }
  }
}
