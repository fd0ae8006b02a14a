package dev.rcodestat.tally;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.transaction.Transaction;
import dev.rcodestat.wire.HotPath;
import java.util.Arrays;
import java.util.function.LongPredicate;
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

  /// One more than the number that the key of a cell has in [#sentOnce], by the number of the cell; 0
  /// where it is not known.
  private int[] numbers = {};

  /// @param maxKeys the most servers with an outcome that are kept apart for each share
  /// @param maxOctaves the most octaves of latencies that are kept for all of these
  LatencyCounts(int maxKeys, int maxOctaves, int shares) {
    sentOnce = new Counts(maxKeys, maxOctaves, shares);
    fromFirst = new Counts(maxKeys, maxOctaves, shares);
    fromLast = new Counts(maxKeys, maxOctaves, shares);
  }

  /// Counts an answer.
  ///
  /// @param cell the number of the cell that the answer is counted in, or [CellTable#NONE]
  /// @param key the [LatencyKey] of that cell
  /// @param nanos when it came, in nanoseconds since 1970
  @HotPath
  void record(int cell, long key, int share, Transaction transaction, long nanos) {
    long sinceFirst = (nanos - transaction.firstNanos()) / NANOS_PER_MICROSECOND;
    if (transaction.sends() > 1) {
      fromFirst.record(key, share, sinceFirst);
      fromLast.record(key, share, (nanos - transaction.lastNanos()) / NANOS_PER_MICROSECOND);
    } else {
      recordOnce(cell, key, share, sinceFirst);
    }
  }

  @HotPath
  private void recordOnce(int cell, long key, int share, long micros) {
    int number = cell >= 0 && cell < numbers.length ? numbers[cell] - 1 : LatencyTable.NONE;
    if (number == LatencyTable.NONE) {
      sentOnce.record(key, share, micros);
      note(cell, sentOnce.own.numberOf(key));
    } else if (!sentOnce.own.recordAt(number, share, micros)) {
      sentOnce.recordAsOther(key, micros);
    }
  }

  /// Takes note of the number that the key of a cell has.
  private void note(int cell, int number) {
    if (cell != CellTable.NONE && number != LatencyTable.NONE) {
      if (cell >= numbers.length) {
        numbers = Arrays.copyOf(numbers, Integer.highestOneBit(cell + 1) * 2);
      }
      numbers[cell] = number + 1;
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

  void write(String name, AddressTable.Order servers, SavedWriter out) {
    out.startObject(name);
    sentOnce.write("sentOnce", servers, out);
    fromFirst.write("fromFirst", servers, out);
    fromLast.write("fromLast", servers, out);
    out.endObject();
  }

  /// Reads into counts of nothing.
  void read(String name, int servers, SavedReader in) throws SavedResultException {
    in.startObject(name);
    sentOnce.read("sentOnce", servers, in);
    fromFirst.read("fromFirst", servers, in);
    fromLast.read("fromLast", servers, in);
    in.endObject();
  }

  /// Those under each key that a grouping gives.
  LatencyGroups groupedBy(LongUnaryOperator grouping) {
    LatencyGroups groups = new LatencyGroups();
    fromFirst.addTo(groups.fromFirst, grouping, _ -> true);
    sentOnce.addTo(groups.fromFirst, grouping, _ -> true);
    fromLast.addTo(groups.fromLast, grouping, _ -> true);
    sentOnce.addTo(groups.fromLast, grouping, groups.fromLast::contains);
    return groups;
  }

  /// Answers whose latencies found no room under their server.
  long overflowed() {
    return sentOnce.overflowed() + fromFirst.overflowed();
  }

  /// Latencies by [LatencyKey], and those that found no room by outcome alone.
  private static final class Counts {
    private final LatencyTable own;
    private final LatencyTable others = new LatencyTable(NAMED_OUTCOMES + 1);

    Counts(int maxKeys, int maxOctaves, int shares) {
      own = new LatencyTable(maxKeys, maxOctaves, shares);
    }

    void record(long key, int share, long micros) {
      if (LatencyKey.server(key) == AddressTable.OTHER || !own.record(key, share, micros)) {
        recordAsOther(key, micros);
      }
    }

    void recordAsOther(long key, long micros) {
      others.record(otherKey(key), micros);
    }

    void add(Counts other, LongUnaryOperator keys) {
      own.add(other.own, keys, others, Counts::otherKey);
      others.add(other.others, LongUnaryOperator.identity());
    }

    void write(String name, AddressTable.Order servers, SavedWriter out) {
      out.startObject(name);
      own.write("own", servers, out);
      others.write("others", servers, out);
      out.endObject();
    }

    void read(String name, int servers, SavedReader in) throws SavedResultException {
      in.startObject(name);
      own.read("own", servers, in);
      others.read("others", 0, in);
      in.endObject();
    }

    /// @param wanted which of the keys that the grouping gives
    void addTo(LatencyTable table, LongUnaryOperator grouping, LongPredicate wanted) {
      table.add(own, grouping, wanted);
      table.add(others, grouping, wanted);
    }

    long overflowed() {
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
