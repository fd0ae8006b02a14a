package dev.rcodestat.tally;

import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// Latencies for tests, and what is to be said of a table of them.
final class Latencies {
  private static final int KEYS = 40;

  private Latencies() {}

  /// A key of few, the first ones more often than the last.
  static long key(Random random) {
    return random.nextInt(1 + random.nextInt(KEYS));
  }

  /// Mostly around a time that belongs to the key; sometimes any, also outside of the range.
  static long micros(Random random, long key) {
    if (random.nextInt(20) == 0) {
      return (random.nextLong() >> random.nextInt(20, 64)) + random.nextInt(2);
    }
    return (long) (200 * Math.pow(1.3, (double) key) * Math.exp(random.nextGaussian() / 2));
  }

  static long inRange(long micros) {
    return Math.clamp(micros, LatencyClasses.LOWEST_MICROS, LatencyClasses.HIGHEST_MICROS);
  }

  static Histogram emptyHistogram() {
    return new Histogram(
        LatencyClasses.LOWEST_MICROS,
        LatencyClasses.HIGHEST_MICROS,
        LatencyClasses.SIGNIFICANT_DIGITS);
  }

  /// All that is known of each key.
  static SortedMap<Long, String> describe(LatencyTable table) {
    SortedMap<Long, String> described = new TreeMap<>();
    for (long key : table.keys()) {
      LatencySummary of = table.summary(key);
      described.put(
          key,
          "%d: %d to %d, %d below, %d above, %d displaced, %s"
              .formatted(
                  of.count(),
                  of.minMicros(),
                  of.maxMicros(),
                  of.belowRange(),
                  of.aboveRange(),
                  of.displaced(),
                  of.compressed()));
    }
    return described;
  }

  /// The latencies of all keys.
  static long count(LatencyTable table) {
    long sum = 0;
    for (long key : table.keys()) {
      sum += table.summary(key).count();
    }
    return sum;
  }

  /// The latencies of all keys that are not with their own key.
  static long displaced(LatencyTable table) {
    long sum = 0;
    for (long key : table.keys()) {
      sum += table.summary(key).displaced();
    }
    return sum;
  }
}
