package dev.rcodestat.tally;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.wire.HotPath;

/// A server and an outcome in one number: the outcome in the lowest [Outcome#BITS] bits, the server's
/// number above them.
@HotPath
public final class LatencyKey {
  /// Any outcome: in a bounded table that was full.
  static final int OTHER_OUTCOMES = Outcome.VALUES - 1;

  private LatencyKey() {}

  static long of(int server, int outcome) {
    return ((long) server << Outcome.BITS) | outcome;
  }

  /// The key of all latencies of a server.
  public static long serverAlone(long key) {
    return key & -Outcome.VALUES;
  }

  /// The key of all latencies with an outcome.
  public static long outcomeAlone(long key) {
    return key & (Outcome.VALUES - 1);
  }

  /// Whether the outcome is one of those that found no place of their own.
  public static boolean isOtherOutcomes(long key) {
    return outcome(key) == OTHER_OUTCOMES;
  }

  /// The outcome; a value of [Outcome].
  public static int outcome(long key) {
    return (int) key & (Outcome.VALUES - 1);
  }

  /// The number of the server.
  public static int server(long key) {
    return (int) (key >>> Outcome.BITS);
  }
}
