package dev.rcodestat.analysis;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.tally.FailureRankings;
import dev.rcodestat.tally.ResolverEvidence;
import dev.rcodestat.tally.Resolvers;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.tally.TallyBounds;
import dev.rcodestat.wire.HotPath;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// The traffic divided by the pair of addresses that talk, always into the same number of partitions
/// in the same way: so that what is counted does not depend on how many threads count.
final class Partitions {
  /// How many there are: a power of 2, and as many threads can count at the most.
  static final int COUNT = 8;

  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(COUNT);

  private final AnalysisOptions options;
  private final Tally[] tallies;
  private final Partition[] partitions = new Partition[COUNT];

  /// @param owners the number of the thread that works on each partition, from 0; those of one thread
  ///     share a tally, so that what it counts lies together
  Partitions(AnalysisOptions options, int[] owners) {
    this.options = options;
    tallies =
        Stream.generate(() ->
                new Tally(
                    TallyBounds.ofShare(),
                    COUNT,
                    options.selection(),
                    options.by(),
                    options.resolvers()))
            .limit(Arrays.stream(owners).max().orElseThrow() + 1)
            .toArray(Tally[]::new);
    for (int i = 0; i < COUNT; i++) {
      partitions[i] = new Partition(options, tallies[owners[i]], i);
    }
  }

  /// The number of the partition that a message belongs to, the same for both directions.
  @HotPath
  static int indexOf(FlowView flow) {
    long source = (flow.sourceHigh() * FACTOR + flow.sourceLow()) * FACTOR;
    long destination = (flow.destinationHigh() * FACTOR + flow.destinationLow()) * FACTOR;
    return (int) (((source ^ source >>> 29) + (destination ^ destination >>> 29)) >>> SHIFT);
  }

  @HotPath
  Partition get(int index) {
    return partitions[index];
  }

  /// Ends what is still open in all of them.
  void finish(long endNanos) {
    for (Partition partition : partitions) {
      partition.finish(endNanos);
    }
  }

  /// All counts.
  Tally tally() {
    boolean seeksResolvers =
        options.resolvers().isEmpty() && options.by().stream().anyMatch(Dimension::needsResolvers);
    if (tallies.length == 1 && !seeksResolvers) {
      return tallies[0];
    }
    Tally sum =
        new Tally(
            TallyBounds.ofShare().times(COUNT),
            1,
            options.selection(),
            options.by(),
            Optional.of(options.resolvers().orElseGet(this::resolvers)));
    for (Tally tally : tallies) {
      sum.add(tally);
    }
    return sum;
  }

  /// Whose queries failed, added up in the order of the partitions.
  FailureRankings failures() {
    FailureRankings sum = new FailureRankings(options.selection(), Resolvers.NONE);
    for (Partition partition : partitions) {
      sum.add(partition.failures());
    }
    return sum;
  }

  /// Those that all partitions together tell: the legs of a resolver are in different ones.
  private Resolvers resolvers() {
    ResolverEvidence sum = ResolverEvidence.ofSum(COUNT);
    for (Tally tally : tallies) {
      sum.add(tally.resolverEvidence());
    }
    return sum.resolvers();
  }
}
