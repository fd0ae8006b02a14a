package dev.rcodestat.tally;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.transaction.Transaction;
import dev.rcodestat.wire.HotPath;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/// How long answers took, by server and outcome: from the first time that the query was sent, and from
/// the last. Most queries are sent once; they are counted once, for both. Single writer; merges.
final class LatencyCounts {
  private static final long NANOS_PER_MICROSECOND = 1000;

  /// Outcomes with a place of their own among those of all the servers that have none: all that have a
  /// name.
  private static final int NAMED_OUTCOMES = Outcome.ofRcode(ResponseTimeline.RCODES_APART);

  private final Counts sentOnce;
  private final Counts fromFirst;
  private final Counts fromLast;

  /// @param maxKeys the most servers with an outcome that are kept apart
  /// @param maxOctaves the most octaves of latencies that are kept for all of them
  LatencyCounts(int maxKeys, int maxOctaves) {
    sentOnce = new Counts(maxKeys, maxOctaves);
    fromFirst = new Counts(maxKeys, maxOctaves);
    fromLast = new Counts(maxKeys, maxOctaves);
  }

  /// Counts an answer.
  ///
  /// @param server the number of the server, or [AddressTable#OTHER]
  /// @param outcome a value of [Outcome]
  /// @param nanos when it came, in nanoseconds since 1970
  @HotPath
  void record(int server, int outcome, Transaction transaction, long nanos) {
    long sinceFirst = (nanos - transaction.firstNanos()) / NANOS_PER_MICROSECOND;
    if (transaction.sends() == 1) {
      sentOnce.record(server, outcome, sinceFirst);
    } else {
      fromFirst.record(server, outcome, sinceFirst);
      long sinceLast = (nanos - transaction.lastNanos()) / NANOS_PER_MICROSECOND;
      fromLast.record(server, outcome, sinceLast);
    }
  }

  /// Adds what another one counted.
  ///
  /// @param keys gives the key here for a key there
  void add(LatencyCounts other, LongUnaryOperator keys) {
    sentOnce.add(other.sentOnce, keys);
    fromFirst.add(other.fromFirst, keys);
    fromLast.add(other.fromLast, keys);
  }

  /// Those under each key that a grouping gives.
  LatencyGroups groupedBy(LongUnaryOperator grouping) {
    LatencyGroups groups = new LatencyGroups();
    sentOnce.addTo(groups.fromFirst, grouping);
    fromFirst.addTo(groups.fromFirst, grouping);
    sentOnce.addTo(groups.fromLast, grouping);
    fromLast.addTo(groups.fromLast, grouping);
    fromLast.addTo(groups.resent, grouping);
    return groups;
  }

  /// Answers whose latencies found no room under their server.
  long overflowed() {
    return sentOnce.overflowed() + fromFirst.overflowed();
  }

  /// Latencies by [LatencyKey], and those that found no room by outcome alone.
  ///
  /// There may be megabytes of counts, which do not fit into the caches of the processor. So latencies
  /// wait until there are thousands, and those of one server and outcome are entered together.
  private static final class Counts {
    private static final int AT_ONCE = 1 << 16;

    private static final int AT_FIRST = 1 << 8;

    /// A latency that does not fit into the lower half of a number; all of them are out of range.
    private static final long TOO_LONG = 0xFFFF_FFFFL;

    /// Key and latency, each in one half; latencies below 0 as 0.
    private long[] waiting = new long[AT_FIRST];

    // For sorting.
    private long[] sorted = new long[AT_FIRST];
    private final int[] places = new int[1 << Byte.SIZE];

    private int size;
    private final LatencyTable own;
    private final LatencyTable others = new LatencyTable(NAMED_OUTCOMES + 1);

    Counts(int maxKeys, int maxOctaves) {
      own = new LatencyTable(maxKeys, maxOctaves);
    }

    @HotPath
    void record(int server, int outcome, long micros) {
      long key = LatencyKey.of(server, outcome);
      waiting[size] = key << Integer.SIZE | Math.min(Math.max(micros, 0), TOO_LONG);
      size++;
      if (size == waiting.length) {
        growOrEnter();
      }
    }

    private void growOrEnter() {
      if (size < AT_ONCE) {
        waiting = Arrays.copyOf(waiting, size * 2);
        sorted = new long[size * 2];
      } else {
        enter();
      }
    }

    @HotPath
    private void enter() {
      sortByKey();
      for (int i = 0; i < size; i++) {
        long key = waiting[i] >>> Integer.SIZE;
        long micros = waiting[i] & TOO_LONG;
        if (LatencyKey.server(key) == AddressTable.OTHER || !own.record(key, micros)) {
          others.record(otherKey(key), micros);
        }
      }
      size = 0;
    }

    /// Sorts by one octet of the keys after the other, the last one first.
    @HotPath
    private void sortByKey() {
      for (int shift = Integer.SIZE; shift < Long.SIZE; shift += Byte.SIZE) {
        Arrays.fill(places, 0);
        for (int i = 0; i < size; i++) {
          places[octet(waiting[i], shift)]++;
        }
        int place = 0;
        for (int octet = 0; octet < places.length; octet++) {
          int count = places[octet];
          places[octet] = place;
          place += count;
        }
        for (int i = 0; i < size; i++) {
          int octet = octet(waiting[i], shift);
          sorted[places[octet]] = waiting[i];
          places[octet]++;
        }
        long[] swapped = waiting;
        waiting = sorted;
        sorted = swapped;
      }
    }

    private static int octet(long bits, int shift) {
      return (int) (bits >>> shift) & 0xFF;
    }

    void add(Counts other, LongUnaryOperator keys) {
      enter();
      other.enter();
      own.add(other.own, keys, others, Counts::otherKey);
      others.add(other.others, LongUnaryOperator.identity());
    }

    void addTo(LatencyTable table, LongUnaryOperator grouping) {
      enter();
      table.add(own, grouping);
      table.add(others, grouping);
    }

    long overflowed() {
      enter();
      long sum = 0;
      for (long key : others.keys()) {
        sum += others.summary(key).count();
      }
      return sum;
    }

    private static long otherKey(long key) {
      int outcome = LatencyKey.outcome(key);
      return LatencyKey.of(
          AddressTable.OTHER, outcome < NAMED_OUTCOMES ? outcome : LatencyKey.OTHER_OUTCOMES);
    }
  }
}
