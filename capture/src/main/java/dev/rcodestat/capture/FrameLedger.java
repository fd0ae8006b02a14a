package dev.rcodestat.capture;

import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.LinkType;
import dev.rcodestat.wire.HotPath;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Accounts for every frame: each is entered once, under one verdict, so that the sum of the
/// verdicts is the number of frames. Single writer; merges.
public final class FrameLedger {
  private static final int VERDICTS = FrameVerdict.values().length;

  private final long[] frames = new long[VERDICTS];
  private final SortedMap<LinkType, Long> notDecoded = new TreeMap<>();
  private long total;
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;

  /// A ledger with entries from elsewhere.
  ///
  /// @param frames the frames by verdict
  /// @param notDecoded those of link types that are not decoded
  /// @param firstNanos the earliest time, later than `lastNanos` where there is none
  /// @param lastNanos the latest time
  public static FrameLedger of(
      Map<FrameVerdict, Long> frames,
      SortedMap<LinkType, Long> notDecoded,
      long firstNanos,
      long lastNanos) {
    FrameLedger ledger = new FrameLedger();
    frames.forEach((verdict, count) -> {
      ledger.frames[verdict.ordinal()] = count;
      ledger.total += count;
    });
    ledger.notDecoded.putAll(notDecoded);
    ledger.firstNanos = firstNanos;
    ledger.lastNanos = lastNanos;
    return ledger;
  }

  /// Enters one frame.
  @HotPath
  void enter(FrameVerdict verdict, long timestampNanos) {
    total++;
    frames[verdict.ordinal()]++;
    if (timestampNanos != FrameView.NO_TIMESTAMP && verdict.isOfInterest()) {
      firstNanos = Math.min(firstNanos, timestampNanos);
      lastNanos = Math.max(lastNanos, timestampNanos);
    }
  }

  /// Takes note of the link type of a frame that is entered as [FrameVerdict#LINK_TYPE_NOT_DECODED].
  void noteLinkType(int linkType) {
    notDecoded.merge(new LinkType(linkType), 1L, Long::sum);
  }

  /// Enters frames anew that have turned out to be something else. A frame may be moved before it is
  /// entered; by then the sum is right again.
  void move(FrameVerdict from, FrameVerdict to, long count) {
    frames[from.ordinal()] -= count;
    frames[to.ordinal()] += count;
  }

  /// Adds another ledger's entries to this one.
  public void add(FrameLedger other) {
    total += other.total;
    other.notDecoded.forEach((type, count) -> notDecoded.merge(type, count, Long::sum));
    for (int i = 0; i < VERDICTS; i++) {
      frames[i] += other.frames[i];
    }
    firstNanos = Math.min(firstNanos, other.firstNanos);
    lastNanos = Math.max(lastNanos, other.lastNanos);
  }

  /// The frames entered.
  public long total() {
    return total;
  }

  /// The frames entered under this verdict.
  public long frames(FrameVerdict verdict) {
    return frames[verdict.ordinal()];
  }

  /// The frames of link types that are not decoded, by link type.
  public SortedMap<LinkType, Long> notDecoded() {
    return Collections.unmodifiableSortedMap(notDecoded);
  }

  /// Whether a frame with a time, among those looked at, was entered.
  public boolean hasTimes() {
    return firstNanos <= lastNanos;
  }

  /// The earliest time of such a frame, in nanoseconds since 1970; only where [#hasTimes].
  public long firstNanos() {
    return firstNanos;
  }

  /// The latest time of such a frame, in nanoseconds since 1970; only where [#hasTimes].
  public long lastNanos() {
    return lastNanos;
  }
}
