package dev.rcodestat.transaction;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.wire.HotPath;
import java.util.Arrays;

/// Which messages of a part of a capture may have to do with messages before it, that the part does not
/// hold: all of its beginning, and after that the messages of those families (both ends, transport,
/// message ID) in which something was said ever since, with no pause in which everything is over.
///
/// Messages of different families never have to do with each other, and neither do two of one family
/// between which there is such a pause. So what is not taken here can be matched for itself. That holds for
/// times that go back by no more than [#DISORDER_NANOS], against the part before too. Single-threaded;
/// allocates only while it grows.
public final class CutFamilies {
  /// How far the times of messages may go back.
  public static final long DISORDER_NANOS = 1_000_000_000;

  private static final int INITIAL = 1 << 8;
  private static final long FREE = Long.MIN_VALUE;

  private final TransactionKey key = new TransactionKey();

  /// What a pause has to be longer than.
  private final long reachNanos;

  /// Hashes of families, 0 where there is none.
  private long[] families = new long[INITIAL];

  /// When something was said last that was taken, by the place of the family; or that it is free.
  private long[] lastNanos = new long[INITIAL];

  private int size;
  private boolean isTimed;
  private boolean isBehindBeginning;
  private boolean isOver;
  private long firstNanos;
  private long latestNanos;
  private long surelyNanos;
  private long latestTakenNanos = FREE;

  /// Families of a part that begins with the next message.
  public CutFamilies(MatchingRules rules) {
    reachNanos = reachNanos(rules);
  }

  /// Two messages that are further apart have nothing to do with each other, whichever came first.
  static long reachNanos(MatchingRules rules) {
    long longest = Math.max(rules.timeoutNanos(), rules.skewNanos());
    return Math.max(longest, TransactionMatcher.COPY_NANOS) + DISORDER_NANOS;
  }

  /// Whether no message will be taken any more.
  @HotPath
  public boolean isOver() {
    return isOver;
  }

  /// Whether a message is one of these. Wants to know of every message, to have the time.
  ///
  /// @param timestampNanos nanoseconds since 1970, or the least number where its frame had no time
  public boolean takes(long timestampNanos, FlowView flow, DnsMessageView message) {
    noteTime(timestampNanos);
    if (isOver) {
      return false;
    }
    if (!isBehindBeginning) {
      isBehindBeginning = isTimed && surelyNanos - firstNanos > reachNanos + DISORDER_NANOS;
    } else if (surelyNanos - latestTakenNanos > reachNanos) {
      end();
      return false;
    }
    key.set(flow, message);
    int slot = slotOf(key.family);
    if (isBehindBeginning && !isTaken(slot)) {
      lastNanos[slot] = FREE;
      return false;
    }
    take(slot);
    return true;
  }

  /// Takes no more.
  public void end() {
    isOver = true;
    families = new long[0];
    lastNanos = new long[0];
  }

  /// Says what time it is, for messages in frames without one.
  public void standAt(long nanos) {
    latestNanos = nanos;
  }

  /// The times of the messages so far.
  public Times times() {
    return new Times(isTimed, firstNanos, latestNanos, surelyNanos);
  }

  /// Whether only some families are still taken.
  public boolean isBehindBeginning() {
    return isBehindBeginning;
  }

  /// Goes on behind later messages, of which it was only asked for those that it may take.
  ///
  /// @param later their times
  public void goOn(Times later) {
    if (later.isTimed()) {
      firstNanos = isTimed ? firstNanos : later.firstNanos();
      surelyNanos = isTimed ? Math.max(surelyNanos, later.surelyNanos()) : later.surelyNanos();
      latestNanos = later.latestNanos();
      isTimed = true;
      letGo();
    }
  }

  /// Takes a message that was taken before, in the part that was saved.
  ///
  /// @param nanos its time
  public void restore(long nanos, FlowView flow, DnsMessageView message) {
    key.set(flow, message);
    latestNanos = nanos;
    take(slotOf(key.family));
  }

  /// Goes on where the part that was saved has ended.
  public void restore(Times times, boolean behindBeginning, boolean over) {
    isTimed = times.isTimed();
    firstNanos = times.firstNanos();
    latestNanos = times.latestNanos();
    surelyNanos = times.surelyNanos();
    isBehindBeginning = behindBeginning;
    if (over) {
      end();
    } else {
      letGo();
    }
  }

  /// The times of some messages, in nanoseconds since 1970.
  ///
  /// @param isTimed whether any has one; else the others are 0
  /// @param firstNanos that of the first
  /// @param latestNanos that of the last
  /// @param surelyNanos the greatest that two messages in a row have reached, so that one wrong clock ends
  ///     nothing
  public record Times(boolean isTimed, long firstNanos, long latestNanos, long surelyNanos) {}

  private void noteTime(long timestampNanos) {
    if (timestampNanos == Long.MIN_VALUE) {
      return;
    }
    if (isTimed) {
      surelyNanos = Math.max(surelyNanos, Math.min(latestNanos, timestampNanos));
    } else {
      isTimed = true;
      firstNanos = timestampNanos;
      surelyNanos = timestampNanos;
    }
    latestNanos = timestampNanos;
  }

  /// Families that have paused are free.
  private void letGo() {
    for (int slot = 0; isBehindBeginning && slot < families.length; slot++) {
      if (!isTaken(slot)) {
        lastNanos[slot] = FREE;
      }
    }
  }

  private boolean isTaken(int slot) {
    return families[slot] != 0
        && lastNanos[slot] != FREE
        && surelyNanos - lastNanos[slot] <= reachNanos;
  }

  private void take(int slot) {
    int at = slot;
    if (families[at] == 0) {
      families[at] = key.family == 0 ? 1 : key.family;
      lastNanos[at] = latestNanos;
      size++;
      if (size * 2 > families.length) {
        grow();
      }
    } else {
      lastNanos[at] = Math.max(lastNanos[at], latestNanos);
    }
    latestTakenNanos = Math.max(latestTakenNanos, latestNanos);
  }

  /// The place of a family, or the empty one where it belongs.
  private int slotOf(long family) {
    long wanted = family == 0 ? 1 : family;
    int mask = families.length - 1;
    int slot = (int) wanted & mask;
    while (families[slot] != 0 && families[slot] != wanted) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldFamilies = families;
    long[] oldNanos = Arrays.copyOf(lastNanos, lastNanos.length);
    families = new long[oldFamilies.length * 2];
    lastNanos = new long[oldFamilies.length * 2];
    for (int i = 0; i < oldFamilies.length; i++) {
      if (oldFamilies[i] != 0) {
        int slot = slotOf(oldFamilies[i]);
        families[slot] = oldFamilies[i];
        lastNanos[slot] = oldNanos[i];
      }
    }
  }
}
