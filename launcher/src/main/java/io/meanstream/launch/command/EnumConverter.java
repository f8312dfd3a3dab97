package io.meanstream.launch.command;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a value of an enum by the word that it shows. */
final class EnumConverter {

  private EnumConverter() {}

  static <E extends Enum<E>> ITypeConverter<E> of(Class<E> type) {
    return word ->
        Arrays.stream(type.getEnumConstants())
            .filter(value -> value.toString().equalsIgnoreCase(word))
            .findFirst()
            .orElseThrow(() -> new TypeConversionException(refusal(type, word)));
  }

  private static <E extends Enum<E>> String refusal(Class<E> type, String word) {
    return "'%s' is none of %s"
        .formatted(
            word,
            Arrays.stream(type.getEnumConstants())
                .map(Enum::toString)
                .collect(Collectors.joining(", ")));
  }
}
