package dev.rcodestat.analysis;

import dev.rcodestat.capture.MessageTaker;
import dev.rcodestat.capture.TrafficShares;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.tally.FailureRankings;
import dev.rcodestat.tally.ResolverEvidence;
import dev.rcodestat.tally.Resolvers;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.tally.TallyBounds;
import dev.rcodestat.wire.HotPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The traffic divided by the pair of addresses that talk, always into the same number of partitions
/// in the same way: so that what is counted does not depend on how many threads count. Here are those of
/// them that one thread looks after, which share a tally, so that what it counts lies together.
final class Partitions implements TrafficShares {
  /// How many there are: a power of 2, and as many threads can count at the most.
  static final int COUNT = 8;

  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(COUNT);

  private final Tally tally;

  /// Null for those of other threads.
  private final @Nullable Partition[] partitions = new @Nullable Partition[COUNT];

  /// @param job the number of the thread, from 0
  /// @param jobs how many there are, at most [#COUNT]
  Partitions(AnalysisOptions options, int job, int jobs) {
    tally =
        new Tally(
            TallyBounds.ofShare(), COUNT, options.selection(), options.by(), options.resolvers());
    for (int i = job; i < COUNT; i += jobs) {
      partitions[i] = new Partition(options, tally, i);
    }
  }

  @Override
  public int count() {
    return COUNT;
  }

  @Override
  @HotPath
  public int shareOf(FlowView flow) {
    long source = (flow.sourceHigh() * FACTOR + flow.sourceLow()) * FACTOR;
    long destination = (flow.destinationHigh() * FACTOR + flow.destinationLow()) * FACTOR;
    return (int) (((source ^ source >>> 29) + (destination ^ destination >>> 29)) >>> SHIFT);
  }

  @Override
  @HotPath
  public @Nullable MessageTaker taker(int share) {
    return partitions[share];
  }

  /// Ends what is still open in all of them.
  ///
  /// @param endNanos the time of the capture's last frame
  void finish(long endNanos) {
    for (Partition partition : partitions) {
      if (partition != null) {
        partition.finish(endNanos);
      }
    }
  }

  /// All counts of all threads.
  static Tally tally(AnalysisOptions options, List<Partitions> all) {
    if (all.size() == 1 && !seeksResolvers(options)) {
      return all.getFirst().tally;
    }
    Tally sum = emptySum(options, options.resolvers().orElseGet(() -> resolvers(all)));
    addTo(sum, all);
    return sum;
  }

  /// Whether who resolves is to be told by all partitions together.
  static boolean seeksResolvers(AnalysisOptions options) {
    return options.resolvers().isEmpty()
        && options.by().stream().anyMatch(Dimension::needsResolvers);
  }

  /// A tally of nothing, with room for all that the partitions count.
  static Tally emptySum(AnalysisOptions options, Resolvers resolvers) {
    return new Tally(
        TallyBounds.ofShare().times(COUNT),
        1,
        options.selection(),
        options.by(),
        Optional.of(resolvers));
  }

  /// Adds all counts of all threads.
  static void addTo(Tally sum, List<Partitions> all) {
    all.forEach(partitions -> sum.add(partitions.tally));
  }

  /// Ends all partitions here, for others to go on, in their order.
  static List<PartitionEnds> stop(List<Partitions> all) {
    List<PartitionEnds> ends = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      for (Partitions ofThread : all) {
        Partition partition = ofThread.partitions[i];
        if (partition != null) {
          ends.add(partition.stop());
        }
      }
    }
    return ends;
  }

  /// Whose queries failed, added up in the order of the partitions.
  static FailureRankings failures(AnalysisOptions options, List<Partitions> all) {
    FailureRankings sum = new FailureRankings(options.selection(), Resolvers.NONE);
    for (int i = 0; i < COUNT; i++) {
      for (Partitions ofThread : all) {
        Partition partition = ofThread.partitions[i];
        if (partition != null) {
          sum.add(partition.failures());
        }
      }
    }
    return sum;
  }

  /// Those that all partitions together tell: the legs of a resolver are in different ones.
  private static Resolvers resolvers(List<Partitions> all) {
    ResolverEvidence sum = ResolverEvidence.ofSum(COUNT);
    all.forEach(partitions -> sum.add(partitions.tally.resolverEvidence()));
    return sum.resolvers();
  }
}
