package dev.rcodestat.analysis;

import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.transaction.CutFamilies;
import dev.rcodestat.transaction.MatcherState;
import dev.rcodestat.transaction.MatchingRules;

/// What a part of a capture holds of a partition that may have to do with what was before it, and with what
/// comes after it.
///
/// @param beginning the messages that may have to do with those before
/// @param end what is known where the part ends
record PartitionEnds(Beginning beginning, MatcherState end) {
  /// The times of all its messages.
  CutFamilies.Times times() {
    return beginning.families().times();
  }

  void write(SavedWriter out) {
    out.startObject();
    beginning.write("beginning", out);
    end.write("end", out);
    out.endObject();
  }

  /// Reads the properties of an object.
  static PartitionEnds read(MatchingRules rules, SavedReader in) throws SavedResultException {
    return new PartitionEnds(Beginning.read("beginning", rules, in), MatcherState.read("end", in));
  }
}
