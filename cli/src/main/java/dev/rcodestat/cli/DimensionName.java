package dev.rcodestat.cli;

import dev.rcodestat.tally.Dimension;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the name of a dimension.
final class DimensionName implements ITypeConverter<Dimension> {
  /// All names, for shells that complete.
  static final List<String> CANDIDATES =
      Arrays.stream(Dimension.values()).map(Dimension::label).toList();

  @Override
  public Dimension convert(String text) {
    return Dimension.of(text)
        .orElseThrow(() ->
            new TypeConversionException(
                "'" + text + "' is no dimension: expected " + String.join(", ", CANDIDATES)));
  }
}
