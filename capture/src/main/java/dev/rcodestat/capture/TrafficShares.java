package dev.rcodestat.capture;

import dev.rcodestat.packet.FlowView;
import org.jspecify.annotations.Nullable;

/// Divides the traffic by who talks to whom. Several extractors, each on its own thread, may go through the
/// same frames, and each looks after some of the shares: together after all of them, each share once.
public interface TrafficShares {
  /// How many shares there are.
  int count();

  /// The number of the share that a flow belongs to, from 0; the same for both directions.
  int shareOf(FlowView flow);

  /// Who takes the messages of a share; null where another extractor looks after it. Always the same.
  @Nullable MessageTaker taker(int share);

  /// All traffic as one share.
  static TrafficShares undivided(MessageTaker taker) {
    return new TrafficShares() {
      @Override
      public int count() {
        return 1;
      }

      @Override
      public int shareOf(FlowView flow) {
        return 0;
      }

      @Override
      public MessageTaker taker(int share) {
        return taker;
      }
    };
  }
}
