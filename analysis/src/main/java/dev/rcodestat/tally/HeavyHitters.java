package dev.rcodestat.tally;

import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.OctetKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The keys with the greatest counts, out of any number of keys: Space-Saving (Metwally, Agrawal and
/// El Abbadi, 2005).
///
/// Exact as long as there are no more different keys than its bound. A further key takes the place of
/// the one with the smallest count (of several, the first place) and goes on from its count, which is
/// then the error of the new one. From then on
///
/// - a key's count is at most what is said, and at least that less its error;
/// - no key that is missing, and no error, counts more than [#mostMissed], and that is at most
///   [#total] divided by the bound: so a key with more than that is there.
///
/// Tables add up (Agarwal and others, Mergeable Summaries, 2012). As long as the sum is exact, a new
/// table is neutral, and adding is associative and commutative. Beyond, all of the above still holds
/// of the sum, a new table is still neutral and adding still commutative; but which keys there are, and
/// with which errors, depends on the grouping.
///
/// What it says follows from what was added alone, in this order. To count a key once takes constant
/// time on average, whatever the keys; to count it several times at once, at most a look at each key that
/// is there. Takes 36 octets a key besides the place for its octets, which doubles from 32 up to 256 with
/// the longest. Allocates only while it grows. Single writer.
public final class HeavyHitters {
  private static final int MAX_BOUND = 1 << 20;
  private static final int MOST_ADDRESS_OCTETS = 16;

  private final int bound;
  private KeyTable keys;
  private long[] counts;
  private long[] errors;

  /// Where the search for the smallest count has come to.
  private int hand;

  /// No count is smaller, and none before the hand is as small.
  private long smallest;

  /// No count before the hand is smaller.
  private long nextSmallest = Long.MAX_VALUE;

  private long total;
  private boolean isExact = true;

  /// @param bound the most keys it holds
  public HeavyHitters(int bound) {
    if (bound < 1 || bound > MAX_BOUND) {
      throw new IllegalArgumentException("bound out of range: " + bound);
    }
    this.bound = bound;
    keys = new KeyTable(bound);
    counts = new long[keys.room()];
    errors = new long[keys.room()];
  }

  /// Counts a key.
  ///
  /// @param count how often, at least once
  @HotPath
  public void add(OctetKey key, long count) {
    if (count < 1) {
      throw new IllegalArgumentException("a key counted " + count + " times");
    }
    total += count;
    long hash = keys.hash(key);
    int number = keys.find(key, hash);
    if (number != KeyTable.NONE) {
      counts[number] += count;
    } else if (keys.size() < bound) {
      append(key, hash, count, 0);
    } else {
      replaceLeast(key, hash, count);
    }
  }

  /// Adds what another table with the same bound has counted.
  public void add(HeavyHitters other) {
    if (other.bound != bound) {
      throw new IllegalArgumentException("bounds differ: " + bound + " and " + other.bound);
    }
    List<HeavyHitter> sums = sums(other);
    Collections.sort(sums);
    boolean sumIsExact = isExact && other.isExact && sums.size() <= bound;
    long sumTotal = total + other.total;
    clear();
    OctetKey key = new OctetKey();
    for (HeavyHitter sum : sums.subList(0, Math.min(sums.size(), bound)).reversed()) {
      key.set(sum.octets());
      append(key, keys.hash(key), sum.count(), sum.error());
    }
    total = sumTotal;
    isExact = sumIsExact;
  }

  void write(String name, SavedWriter out) {
    out.startObject(name);
    out.number("total", total);
    out.flag("exact", isExact);
    out.startArray("rows");
    for (HeavyHitter each : ranking()) {
      out.startRow();
      out.octets(each.octets());
      out.number(each.count());
      out.number(each.error());
      out.endArray();
    }
    out.endArray();
    out.endObject();
  }

  /// Reads into a table of nothing.
  ///
  /// @param areNames whether the keys are names; else they are addresses
  void read(String name, boolean areNames, SavedReader in) throws SavedResultException {
    in.startObject(name);
    total = in.count("total");
    isExact = in.flag("exact");
    List<HeavyHitter> ranking = new ArrayList<>();
    in.startArray("rows");
    while (in.nextRow()) {
      byte[] octets = areNames ? in.domainName() : in.octets(MOST_ADDRESS_OCTETS);
      HeavyHitter next = new HeavyHitter(octets, in.count(), in.count());
      boolean isKey = areNames ? octets.length > 0 : octets.length == 4 || octets.length == 16;
      boolean isNext = ranking.isEmpty() || ranking.getLast().compareTo(next) < 0;
      if (!isKey || !isNext || ranking.size() == bound || next.error() > next.count()) {
        throw in.wrong("another key in the order of the counts, up to " + bound, next.toString());
      }
      ranking.add(next);
      in.endArray();
    }
    OctetKey key = new OctetKey();
    for (HeavyHitter each : ranking.reversed()) {
      key.set(each.octets());
      long hash = keys.hash(key);
      if (keys.find(key, hash) != KeyTable.NONE) {
        throw in.wrong("different keys", each + " twice");
      }
      append(key, hash, each.count(), each.error());
    }
    in.endObject();
  }

  /// How often all keys were counted.
  public long total() {
    return total;
  }

  /// Whether all keys are there, with counts without error.
  public boolean isExact() {
    return isExact;
  }

  /// What a key that is missing may have counted, at most; 0 where none is missing.
  public long mostMissed() {
    return isExact ? 0 : Arrays.stream(counts, 0, keys.size()).min().orElse(0);
  }

  /// The keys that are there, the greatest counts first, keys with the same count in the order of
  /// their octets.
  public List<HeavyHitter> ranking() {
    List<HeavyHitter> ranking = new ArrayList<>();
    OctetKey key = new OctetKey();
    for (int number = 0; number < keys.size(); number++) {
      keys.copy(number, key);
      ranking.add(new HeavyHitter(key.toOctets(), counts[number], errors[number]));
    }
    Collections.sort(ranking);
    return List.copyOf(ranking);
  }

  @HotPath
  private void append(OctetKey key, long hash, long count, long error) {
    int number = keys.append(key, hash);
    if (counts.length < keys.room()) {
      growCounts();
    }
    counts[number] = count;
    errors[number] = error;
  }

  @HotPath
  private void replaceLeast(OctetKey key, long hash, long count) {
    int number = least();
    keys.replace(number, key, hash);
    errors[number] = counts[number];
    counts[number] += count;
    isExact = false;
  }

  /// The first key with the smallest count. Those that give way leave greater counts behind: so the
  /// search goes on from where it was, and when it has gone round, none has that count any more. It
  /// goes round at most once for each smallest count, and that is at most the mean of all: so all
  /// searches together take no more steps than keys were counted.
  @HotPath
  private int least() {
    while (counts[hand] != smallest) {
      nextSmallest = Math.min(nextSmallest, counts[hand]);
      hand++;
      if (hand == bound) {
        hand = 0;
        smallest = nextSmallest;
        nextSmallest = Long.MAX_VALUE;
      }
    }
    return hand;
  }

  private void growCounts() {
    counts = Arrays.copyOf(counts, keys.room());
    errors = Arrays.copyOf(errors, keys.room());
  }

  private void clear() {
    keys = new KeyTable(bound);
    counts = new long[keys.room()];
    errors = new long[keys.room()];
    hand = 0;
    smallest = 0;
    nextSmallest = Long.MAX_VALUE;
  }

  /// All keys of both tables. One that is missing in a table may have counted there as much as its
  /// [#mostMissed], which therefore goes to its count and its error.
  private List<HeavyHitter> sums(HeavyHitters other) {
    long missed = mostMissed();
    long otherMissed = other.mostMissed();
    List<HeavyHitter> sums = new ArrayList<>();
    OctetKey key = new OctetKey();
    for (HeavyHitter each : ranking()) {
      key.set(each.octets());
      int found = other.keys.find(key, other.keys.hash(key));
      boolean there = found != KeyTable.NONE;
      long count = there ? other.counts[found] : otherMissed;
      long error = there ? other.errors[found] : otherMissed;
      sums.add(new HeavyHitter(each.octets(), each.count() + count, each.error() + error));
    }
    for (HeavyHitter each : other.ranking()) {
      key.set(each.octets());
      if (keys.find(key, keys.hash(key)) == KeyTable.NONE) {
        sums.add(new HeavyHitter(each.octets(), each.count() + missed, each.error() + missed));
      }
    }
    return sums;
  }
}
