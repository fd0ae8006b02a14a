package dev.rcodestat.analysis;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.tally.TallyBounds;
import dev.rcodestat.wire.HotPath;
import java.util.stream.Stream;

/// The traffic divided by the pair of addresses that talk, always into the same number of partitions
/// in the same way: so that what is counted does not depend on how many threads count.
final class Partitions {
  /// How many there are: a power of 2, and as many threads can count at the most.
  static final int COUNT = 4;

  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(COUNT);

  private final AnalysisOptions options;
  private final Partition[] partitions;

  Partitions(AnalysisOptions options) {
    this.options = options;
    partitions =
        Stream.generate(() -> new Partition(options)).limit(COUNT).toArray(Partition[]::new);
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

  @HotPath
  Partition of(FlowView flow) {
    return partitions[indexOf(flow)];
  }

  /// Ends what is still open in all of them.
  void finish(long endNanos) {
    for (Partition partition : partitions) {
      partition.finish(endNanos);
    }
  }

  /// All counts, added up in the order of the partitions.
  Tally tally() {
    Tally sum = new Tally(TallyBounds.ofReport(), options.selection(), options.by());
    for (Partition partition : partitions) {
      sum.add(partition.tally());
    }
    return sum;
  }
}
