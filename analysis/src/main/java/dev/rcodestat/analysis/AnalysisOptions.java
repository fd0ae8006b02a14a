package dev.rcodestat.analysis;

import dev.rcodestat.capture.FrameFilter;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.tally.Resolvers;
import dev.rcodestat.tally.Selection;
import dev.rcodestat.transaction.MatchingRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What to look at, and how.
///
/// @param dnsPorts the ports that carry DNS, each 1 to 65,535
/// @param range the stretch of time to look at
/// @param filter which frames of that time to look at
/// @param matching which response answers which query
/// @param selection which transactions and responses count
/// @param by what to tell responses and transactions apart by, beside the usual; empty for nothing
/// @param resolvers who resolves; empty for finding out, which a selection that needs them cannot wait for
/// @param naming how addresses are shown
/// @param isPart whether others are to be merged with the result, for which more has to be kept
public record AnalysisOptions(
    Set<Integer> dnsPorts,
    TimeRange range,
    FrameFilter filter,
    MatchingRules matching,
    Selection selection,
    List<Dimension> by,
    Optional<Resolvers> resolvers,
    AddressNaming naming,
    boolean isPart) {
  public AnalysisOptions {
    dnsPorts = Set.copyOf(dnsPorts);
    by = List.copyOf(by);
  }

  /// Port 53, all of the time.
  public static AnalysisOptions defaults() {
    return new AnalysisOptions(
        Set.of(ServicePorts.DNS_PORT),
        TimeRange.ALL,
        FrameFilter.ALL,
        MatchingRules.defaults(),
        Selection.ALL,
        List.of(),
        Optional.empty(),
        AddressNaming.plain(),
        false);
  }

  /// Whether the resolvers have to be found before anything can be counted.
  public boolean needsResolversFirst() {
    return selection.needsResolvers() && resolvers.isEmpty();
  }

  /// The same in another stretch of time.
  public AnalysisOptions withRange(TimeRange other) {
    return new AnalysisOptions(
        dnsPorts, other, filter, matching, selection, by, resolvers, naming, isPart);
  }

  /// The same with other ports.
  public AnalysisOptions withDnsPorts(Set<Integer> other) {
    return new AnalysisOptions(
        other, range, filter, matching, selection, by, resolvers, naming, isPart);
  }

  /// The same with another filter.
  public AnalysisOptions withFilter(FrameFilter other) {
    return new AnalysisOptions(
        dnsPorts, range, other, matching, selection, by, resolvers, naming, isPart);
  }

  /// The same with other rules.
  public AnalysisOptions withMatching(MatchingRules other) {
    return new AnalysisOptions(
        dnsPorts, range, filter, other, selection, by, resolvers, naming, isPart);
  }

  /// The same of another selection.
  public AnalysisOptions withSelection(Selection other) {
    return new AnalysisOptions(
        dnsPorts, range, filter, matching, other, by, resolvers, naming, isPart);
  }

  /// The same, told apart by some dimensions too.
  public AnalysisOptions withBy(List<Dimension> other) {
    return new AnalysisOptions(
        dnsPorts, range, filter, matching, selection, other, resolvers, naming, isPart);
  }

  /// The same with known resolvers.
  public AnalysisOptions withResolvers(Resolvers other) {
    return new AnalysisOptions(
        dnsPorts, range, filter, matching, selection, by, Optional.of(other), naming, isPart);
  }

  /// The same with addresses shown in another way.
  public AnalysisOptions withNaming(AddressNaming other) {
    return new AnalysisOptions(
        dnsPorts, range, filter, matching, selection, by, resolvers, other, isPart);
  }

  /// The same for a result that others are to be merged with.
  public AnalysisOptions asPart() {
    return new AnalysisOptions(
        dnsPorts, range, filter, matching, selection, by, resolvers, naming, true);
  }
}
