package dev.rcodestat.analysis;

import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.tally.FailureRankings;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.transaction.CutFamilies;
import dev.rcodestat.transaction.MatcherState;
import dev.rcodestat.transaction.MatchingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The ends of a stretch of traffic without interruption, which may have been read in parts: what may have
/// to do with traffic before and behind it. All that is between the ends is counted. What it holds is used
/// up by what is made of it.
///
/// @param partitions both ends of each partition
record Strand(List<PartitionEnds> partitions) {
  Strand {
    partitions = List.copyOf(partitions);
  }

  /// The time of its first message, in nanoseconds since 1970; empty where none has a time.
  OptionalLong first() {
    return times().mapToLong(CutFamilies.Times::firstNanos).min();
  }

  /// The time of its last message.
  OptionalLong last() {
    return times().mapToLong(CutFamilies.Times::surelyNanos).max();
  }

  /// Whether it may go on with what another one has left: it begins where that one ends, or later.
  boolean canFollow(Strand earlier) {
    OptionalLong begin = first();
    OptionalLong end = earlier.last();
    return begin.isEmpty()
        || end.isEmpty()
        || end.getAsLong() - begin.getAsLong() <= CutFamilies.DISORDER_NANOS;
  }

  /// Messages of the beginning that were not kept for what was before.
  long notKept() {
    return partitions.stream().mapToLong(each -> each.beginning().notKept()).sum();
  }

  /// Goes on with a later stretch, of which the beginning is counted now.
  Strand goOnWith(Strand later, AnalysisOptions options, Tally tally, FailureRankings failures) {
    List<PartitionEnds> joined = new ArrayList<>();
    for (int i = 0; i < partitions.size(); i++) {
      joined.add(join(partitions.get(i), later.partitions.get(i), options, tally, failures));
    }
    return new Strand(joined);
  }

  /// Counts the beginning, as there is nothing before.
  Strand begin(AnalysisOptions options, Tally tally, FailureRankings failures) {
    List<PartitionEnds> begun = new ArrayList<>();
    for (PartitionEnds ends : partitions) {
      Beginning beginning = ends.beginning();
      CutFamilies.Times times = ends.times();
      MessageLog log = beginning.end();
      Partition partition = new Partition(options, tally, 0, failures, beginning);
      partition.takeAll(log);
      partition.goOn(ends.end());
      beginning.families().goOn(times);
      begun.add(partition.stop());
    }
    return new Strand(begun);
  }

  /// Counts all that is left, as there is nothing before and behind.
  ///
  /// @param endNanos the time of the last frame
  void finish(long endNanos, AnalysisOptions options, Tally tally, FailureRankings failures) {
    for (PartitionEnds ends : partitions) {
      Partition partition = new Partition(options, tally, 0, failures, null);
      partition.takeAll(ends.beginning().log());
      partition.goOn(ends.end());
      partition.finish(endNanos);
    }
  }

  void write(SavedWriter out) {
    out.startObject();
    out.startArray("partitions");
    partitions.forEach(each -> each.write(out));
    out.endArray();
    out.endObject();
  }

  /// Reads the properties of an object.
  static Strand read(MatchingRules rules, SavedReader in) throws SavedResultException {
    List<PartitionEnds> partitions = new ArrayList<>();
    in.startArray("partitions");
    for (int i = 0; i < Partitions.COUNT; i++) {
      in.startObject();
      partitions.add(PartitionEnds.read(rules, in));
      in.endObject();
    }
    in.endArray();
    return new Strand(partitions);
  }

  private Stream<CutFamilies.Times> times() {
    return partitions.stream().map(PartitionEnds::times).filter(CutFamilies.Times::isTimed);
  }

  private static PartitionEnds join(
      PartitionEnds ends,
      PartitionEnds later,
      AnalysisOptions options,
      Tally tally,
      FailureRankings failures) {
    Beginning beginning = ends.beginning();
    Partition partition = new Partition(options, tally, 0, failures, beginning);
    partition.goOn(ends.end());
    partition.takeAll(later.beginning().log());
    CutFamilies.Times laterTimes = later.times();
    beginning.families().goOn(laterTimes);
    MatcherState end = partition.stop().end();
    end.append(later.end());
    if (laterTimes.isTimed()) {
      end.setLatestNanos(laterTimes.latestNanos());
    }
    return new PartitionEnds(beginning, end);
  }
}
