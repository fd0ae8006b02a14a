package dev.rcodestat.tally;

import dev.rcodestat.wire.HotPath;
import java.util.SplittableRandom;

/// Spreads keys that come from the wire over the slots of a table, each table in its own way, so that
/// nobody can choose keys that meet in one slot. Where a key lies never shows in a result.
@HotPath
final class Mixer {
  private final long seed = new SplittableRandom().nextLong();

  /// 32 bits that depend on every bit of the key.
  int mix(long key) {
    return (int) (finish(key ^ seed) >>> 32);
  }

  /// 32 bits that depend on every bit of both halves of a key of 128 bits.
  int mix(long high, long low) {
    return high == 0 ? mix(low) : mix(finish(high ^ seed) ^ low);
  }

  /// The finalizer of MurmurHash3: each bit of the result depends on each bit given.
  private static long finish(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CE_B9FE_1A85_EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
