package dev.rcodestat.tally;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Mixer;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.Histogram;

/// Latencies by key, in [LatencyClasses].
///
/// Of each key only those octaves take memory that it has latencies in: 512 octets of counts and a
/// slot of 32. Open addressing with linear probing, at most half full; allocates only while it grows.
/// Single writer.
///
/// Two bounds hold, one for the keys, one for the octaves of all keys. Where half of the octaves are
/// taken there are no more new keys: the rest is for the keys that are there, because a key that gets
/// no further octave looks faster, or slower, than it is ([LatencySummary#displaced] tells). A table
/// with [LatencyClasses#OCTAVES] octaves a key needs no such reserve, and refuses none of its keys.
///
/// A new table is neutral, and adding is associative, as long as nothing was refused.
final class LatencyTable {
  /// An octave's first count has to have an `int` for a place.
  private static final int MOST_OCTAVES = Integer.MAX_VALUE / LatencyClasses.IN_OCTAVE;

  private static final int INITIAL_SLOTS = 1 << 6;
  private static final int INITIAL_OCTAVES = 1 << 3;

  // A slot belongs to an octave of a key, and holds all about it but the counts: four numbers
  // beside each other, so that a latency touches one cache line, and another one for its count.
  private static final int SLOT = 4;
  private static final int KEY = 0;

  /// The octave in the upper half, and in the lower one which stretch of the counts it has.
  private static final int OCTAVE = 1;

  private static final int MIN = 2;
  private static final int MAX = 3;

  // Besides, each key has a slot for itself, as of an octave behind the last.
  private static final int HEAD = LatencyClasses.OCTAVES;
  private static final int DISPLACED = 2;

  private static final long EMPTY = -1;
  private static final int NONE = -1;

  private final int maxKeys;
  private final int maxOctaves;
  private final int octavesForNewKeys;
  private final Mixer mixer = new Mixer();
  private final CompactCounts counts = new CompactCounts();
  private long[] table = emptyTable(INITIAL_SLOTS);
  private int keys;
  private int octaves;

  /// A table that refuses no octave of its keys.
  ///
  /// @param maxKeys the most keys it holds
  LatencyTable(int maxKeys) {
    this(maxKeys, Math.multiplyExact(maxKeys, LatencyClasses.OCTAVES));
  }

  /// @param maxKeys the most keys it holds
  /// @param maxOctaves the most octaves of all keys
  LatencyTable(int maxKeys, int maxOctaves) {
    if (maxKeys < 0 || maxOctaves < 0 || maxOctaves > MOST_OCTAVES) {
      throw new IllegalArgumentException(
          "bounds out of range: " + maxKeys + " keys, " + maxOctaves + " octaves");
    }
    this.maxKeys = maxKeys;
    this.maxOctaves = maxOctaves;
    boolean ample = maxOctaves >= (long) maxKeys * LatencyClasses.OCTAVES;
    octavesForNewKeys = ample ? maxOctaves : maxOctaves - maxOctaves / 2;
  }

  /// Counts a latency. One outside of the range counts at its end, and is noted.
  ///
  /// @param micros the latency; negative where the response was captured before its query
  /// @return false where there is no room for it
  @HotPath
  boolean record(long key, long micros) {
    long inRange =
        Math.min(Math.max(micros, LatencyClasses.LOWEST_MICROS), LatencyClasses.HIGHEST_MICROS);
    int latencyClass = LatencyClasses.of(inRange);
    int at = find(key, LatencyClasses.octave(latencyClass));
    if (table[at + OCTAVE] == EMPTY) {
      at = insert(key, LatencyClasses.octave(latencyClass));
      if (at == NONE) {
        noteDisplaced(key, 1);
        return false;
      }
    }
    noteExtremes(at, inRange, inRange);
    counts.increment(placeOfCount(at, latencyClass));
    if (inRange != micros) {
      int note = micros < inRange ? LatencyClasses.BELOW_RANGE : LatencyClasses.ABOVE_RANGE;
      counts.increment(placeOfCount(at, note));
    }
    return true;
  }

  /// Adds what another table holds. Keys that the operator maps to one are added up; what is displaced
  /// remains noted as such, even if the table that took it is added under the same key.
  ///
  /// @param keys gives the key here for a key there
  /// @throws IllegalStateException where there is no room for all
  void add(LatencyTable other, LongUnaryOperator keys) {
    add(other, keys, this, LongUnaryOperator.identity());
  }

  /// Adds what another table holds; what finds no room here goes to a third one.
  ///
  /// @param keys gives the key here for a key there
  /// @param rest takes what finds no room here, and must have it
  /// @param restKeys gives the key in `rest` for a key here
  /// @throws IllegalStateException where there is no room in `rest` either
  void add(
      LatencyTable other, LongUnaryOperator keys, LatencyTable rest, LongUnaryOperator restKeys) {
    for (long from : other.keys()) {
      long key = keys.applyAsLong(from);
      boolean room = contains(key) || (admitsKey() && other.octaves(from) <= maxOctaves - octaves);
      for (int octave = 0; octave < LatencyClasses.OCTAVES; octave++) {
        int at = other.find(from, octave);
        if (other.table[at + OCTAVE] != EMPTY && !(room && addOctave(key, octave, other, at))) {
          displace(key, restKeys.applyAsLong(key), rest, octave, other, at);
        }
      }
      noteDisplaced(key, other.displaced(from));
    }
  }

  /// The keys, in ascending order.
  long[] keys() {
    long[] found = new long[keys];
    int filled = 0;
    for (int at = 0; at < table.length; at += SLOT) {
      if (octave(table[at + OCTAVE]) == HEAD) {
        found[filled] = table[at + KEY];
        filled++;
      }
    }
    Arrays.sort(found);
    return found;
  }

  boolean contains(long key) {
    return table[find(key, HEAD) + OCTAVE] != EMPTY;
  }

  /// The octaves of all keys.
  int octaves() {
    return octaves;
  }

  /// All that is known of a key that is in the table.
  LatencySummary summary(long key) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int octave = 0; octave < LatencyClasses.OCTAVES; octave++) {
      int at = find(key, octave);
      if (table[at + OCTAVE] != EMPTY) {
        min = Math.min(min, table[at + MIN]);
        max = Math.max(max, table[at + MAX]);
      }
    }
    return new LatencySummary(
        histogram(key),
        min,
        max,
        count(key, LatencyClasses.BELOW_RANGE),
        count(key, LatencyClasses.ABOVE_RANGE),
        displaced(key));
  }

  /// What a histogram is that recorded the latencies of a key in the table, with those outside of the
  /// range at its ends.
  Histogram histogram(long key) {
    if (!contains(key)) {
      throw new IllegalArgumentException("no latency has the key " + key);
    }
    Histogram histogram =
        new Histogram(
            LatencyClasses.LOWEST_MICROS,
            LatencyClasses.HIGHEST_MICROS,
            LatencyClasses.SIGNIFICANT_DIGITS);
    for (int octave = 0; octave < LatencyClasses.OCTAVES; octave++) {
      int at = find(key, octave);
      if (table[at + OCTAVE] != EMPTY) {
        recordOctave(octave, at, histogram);
      }
    }
    return histogram;
  }

  private void recordOctave(int octave, int at, Histogram histogram) {
    int first = LatencyClasses.firstOf(octave);
    for (int each = first; each < first + LatencyClasses.IN_OCTAVE; each++) {
      long count = counts.of(placeOfCount(at, each));
      if (count > 0 && LatencyClasses.isInRange(each)) {
        histogram.recordValueWithCount(LatencyClasses.lowestMicros(each), count);
      }
    }
  }

  private int octaves(long key) {
    int found = 0;
    for (int octave = 0; octave < LatencyClasses.OCTAVES; octave++) {
      if (table[find(key, octave) + OCTAVE] != EMPTY) {
        found++;
      }
    }
    return found;
  }

  private long count(long key, int latencyClass) {
    int at = find(key, LatencyClasses.octave(latencyClass));
    return table[at + OCTAVE] == EMPTY ? 0 : counts.of(placeOfCount(at, latencyClass));
  }

  private long displaced(long key) {
    return table[find(key, HEAD) + DISPLACED];
  }

  /// Where the slot of an octave of a key begins, or the empty one where it belongs.
  private int find(long key, int octave) {
    long[] slots = table;
    int mask = slots.length - 1;
    int at = mixer.slot(key, octave, slots.length / SLOT) * SLOT;
    while (slots[at + OCTAVE] != EMPTY
        && (slots[at + KEY] != key || octave(slots[at + OCTAVE]) != octave)) {
      at = at + SLOT & mask;
    }
    return at;
  }

  private static int octave(long octaveAndStretch) {
    return (int) (octaveAndStretch >> Integer.SIZE);
  }

  private int placeOfCount(int at, int latencyClass) {
    int stretch = (int) table[at + OCTAVE];
    return stretch * LatencyClasses.IN_OCTAVE + LatencyClasses.placeInOctave(latencyClass);
  }

  /// Seldom new ones: what is only read does not make the next latency wait.
  private void noteExtremes(int at, long min, long max) {
    if (min < table[at + MIN]) {
      table[at + MIN] = min;
    }
    if (max > table[at + MAX]) {
      table[at + MAX] = max;
    }
  }

  /// A slot and counts for an octave that is new; [#NONE] where there is no room.
  private int insert(long key, int octave) {
    boolean known = contains(key);
    if (known ? octaves == maxOctaves : !admitsKey()) {
      return NONE;
    }
    if (!known) {
      int head = slotFor(key, HEAD, 0); // which may replace the table
      table[head + DISPLACED] = 0;
      keys++;
    }
    if (octaves * LatencyClasses.IN_OCTAVE == counts.size()) {
      int more = Math.min(Math.max(octaves / 2, INITIAL_OCTAVES), maxOctaves - octaves);
      counts.grow((octaves + more) * LatencyClasses.IN_OCTAVE);
    }
    int at = slotFor(key, octave, octaves);
    octaves++;
    return at;
  }

  private boolean admitsKey() {
    return keys < maxKeys && octaves < octavesForNewKeys;
  }

  private int slotFor(long key, int octave, int stretch) {
    if ((keys + octaves) * 2L >= table.length / SLOT) {
      grow();
    }
    int at = find(key, octave);
    table[at + KEY] = key;
    table[at + OCTAVE] = ((long) octave << Integer.SIZE) | stretch;
    return at;
  }

  private void grow() {
    long[] old = table;
    table = emptyTable(old.length / SLOT * 2);
    for (int from = 0; from < old.length; from += SLOT) {
      if (old[from + OCTAVE] != EMPTY) {
        int to = find(old[from + KEY], octave(old[from + OCTAVE]));
        System.arraycopy(old, from, table, to, SLOT);
      }
    }
  }

  private static long[] emptyTable(int slots) {
    long[] table = new long[slots * SLOT];
    for (int at = 0; at < table.length; at += SLOT) {
      table[at + OCTAVE] = EMPTY;
      table[at + MIN] = Long.MAX_VALUE;
      table[at + MAX] = Long.MIN_VALUE;
    }
    return table;
  }

  /// Adds the octave whose slot in another table begins there.
  ///
  /// @return false where there is no room for it
  private boolean addOctave(long key, int octave, LatencyTable other, int from) {
    int at = find(key, octave);
    if (table[at + OCTAVE] == EMPTY) {
      at = insert(key, octave);
      if (at == NONE) {
        return false;
      }
    }
    noteExtremes(at, other.table[from + MIN], other.table[from + MAX]);
    for (int place = 0; place < LatencyClasses.IN_OCTAVE; place++) {
      long count = other.counts.of(other.placeOfCount(from, place));
      if (count > 0) {
        counts.add(placeOfCount(at, place), count);
      }
    }
    return true;
  }

  /// Gives the rest an octave of another table that found no room here.
  private void displace(
      long key, long restKey, LatencyTable rest, int octave, LatencyTable other, int from) {
    if (!rest.addOctave(restKey, octave, other, from)) {
      throw new IllegalStateException("no room for octave " + octave + " of the key " + restKey);
    }
    noteDisplaced(key, other.latencies(octave, from));
  }

  /// Notes that latencies of a key count elsewhere; where it is not in the table, all of its do.
  private void noteDisplaced(long key, long latencies) {
    int at = find(key, HEAD);
    if (table[at + OCTAVE] != EMPTY) {
      table[at + DISPLACED] += latencies;
    }
  }

  /// The latencies of an octave, without the notes about those outside of the range.
  private long latencies(int octave, int at) {
    long sum = 0;
    int first = LatencyClasses.firstOf(octave);
    for (int each = first; each < first + LatencyClasses.IN_OCTAVE; each++) {
      if (LatencyClasses.isInRange(each)) {
        sum += counts.of(placeOfCount(at, each));
      }
    }
    return sum;
  }
}
