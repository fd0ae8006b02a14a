package dev.rcodestat.analysis;

import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import java.util.Optional;
import java.util.OptionalLong;

/// What stands at the head of a saved result.
///
/// @param firstNanos the time of the first message, in nanoseconds since 1970; empty where none has one
/// @param options with which it was made
public record SavedHead(OptionalLong firstNanos, AnalysisOptions options) {
  /// The name and the version of the format.
  public static final String FORMAT = "rcodestat.part/1";

  /// What is not the same in the options of another result, for people; empty where nothing is.
  public Optional<String> difference(SavedHead other) {
    return SavedOptions.difference(options, other.options);
  }

  void write(SavedWriter out) {
    out.text("format", FORMAT);
    if (firstNanos.isPresent()) {
      out.number("firstNanos", firstNanos.getAsLong());
    } else {
      out.nothing("firstNanos");
    }
    SavedOptions.write("options", options, out);
  }

  static SavedHead read(SavedReader in) throws SavedResultException {
    String format = in.text("format");
    if (!format.equals(FORMAT)) {
      throw in.wrong("the format " + FORMAT, "'" + format + "'");
    }
    OptionalLong first = in.numberIfAny("firstNanos");
    return new SavedHead(first, SavedOptions.read("options", in));
  }
}
