package dev.rcodestat.reassembly;

import dev.rcodestat.packet.FrameVerdict;

/// Hears that frames that were accounted for have turned out to be something else.
@FunctionalInterface
public interface FrameMoves {
  /// So many frames that have the verdict `from` get the verdict `to`.
  void move(FrameVerdict from, FrameVerdict to, long frames);
}
