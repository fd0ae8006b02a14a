package dev.rcodestat.tally;

import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Mixer;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/// Latencies by key, in [LatencyClasses].
///
/// Keys are numbered in the order in which they are met. Of each only those octaves take memory that it
/// has latencies in: 256 octets of counts. The counts of many keys do not fit into the caches of the
/// processor; so what is to be counted waits until there is much of it, and then the waits for memory
/// overlap. Allocates only while it grows. Single writer.
///
/// Two bounds hold, one for the keys, one for the octaves of all keys. Where half of the octaves are
/// taken there are no more new keys: the rest is for the keys that are there, because a key that gets
/// no further octave looks faster, or slower, than it is ([LatencySummary#displaced] tells). A table
/// with [LatencyClasses#OCTAVES] octaves a key needs no such reserve, and refuses none of its keys.
///
/// Several may share the table, each with these bounds for itself: so what is refused depends on each
/// one's own latencies alone.
///
/// A new table is neutral, and adding is associative, as long as nothing was refused.
final class LatencyTable {
  /// The number of a key that is not in the table.
  static final int NONE = -1;

  /// An octave's first count has to have an `int` for a place, of which one octet goes to the shares.
  private static final int MOST_OCTAVES = (1 << 24) - 1;

  private static final int INITIAL_KEYS = 1 << 4;
  private static final int INITIAL_OCTAVES = 1 << 3;
  private static final int OCTAVES = LatencyClasses.OCTAVES;

  /// The slots for each key that there is room for.
  private static final int SLOTS = 2;

  /// In the directory, above a bit for each share.
  private static final int STRETCH = 8;

  private static final int MOST_WAITING = 1 << 12;

  private final int maxKeys;
  private final int maxOctaves;
  private final int octavesForNewKeys;
  private final Mixer mixer = new Mixer();

  /// For each slot one more than the number of its key, or 0.
  private int[] slots = new int[INITIAL_KEYS * SLOTS];

  // Of each key, by its number.
  private long[] keys = new long[INITIAL_KEYS];
  private long[] least = new long[INITIAL_KEYS];
  private long[] greatest = new long[INITIAL_KEYS];
  private long[] displaced = new long[INITIAL_KEYS];

  /// Whose key it is, a bit for each share.
  private byte[] sharesOfKey = new byte[INITIAL_KEYS];

  /// Of each octave of each key which stretch of the counts it has, and whose it is, a bit for each
  /// share; 0 where it has none.
  private int[] directory = new int[INITIAL_KEYS * OCTAVES];

  private final CompactCounts counts = new CompactCounts();

  /// Places of counts that are to be incremented.
  private int[] waiting = new int[INITIAL_KEYS];

  private int waitingSize;
  private int size;
  private int octaves;

  // Of each share.
  private final int[] keysOfShare;
  private final int[] octavesOfShare;

  /// A table that refuses no octave of its keys.
  ///
  /// @param maxKeys the most keys it holds
  LatencyTable(int maxKeys) {
    this(maxKeys, Math.multiplyExact(maxKeys, OCTAVES));
  }

  /// @param maxKeys the most keys it holds
  /// @param maxOctaves the most octaves of all keys
  LatencyTable(int maxKeys, int maxOctaves) {
    this(maxKeys, maxOctaves, 1);
  }

  /// @param maxKeys the most keys of each share
  /// @param maxOctaves the most octaves of all keys of each share
  /// @param shares how many there are, at most 8
  LatencyTable(int maxKeys, int maxOctaves, int shares) {
    if (maxKeys < 0 || maxOctaves < 0 || maxOctaves > MOST_OCTAVES / shares) {
      throw new IllegalArgumentException(
          "bounds out of range: " + maxKeys + " keys, " + maxOctaves + " octaves");
    }
    this.maxKeys = maxKeys;
    this.maxOctaves = maxOctaves;
    boolean ample = maxOctaves >= (long) maxKeys * OCTAVES;
    octavesForNewKeys = ample ? maxOctaves : maxOctaves - maxOctaves / 2;
    keysOfShare = new int[shares];
    octavesOfShare = new int[shares];
  }

  /// Counts a latency of the first share; see [#recordAt].
  boolean record(long key, long micros) {
    return record(key, 0, micros);
  }

  /// Counts a latency; see [#recordAt].
  boolean record(long key, int share, long micros) {
    int number = numberOf(key);
    if (number == NONE && admitsKey(share)) {
      number = append(key);
    }
    return number != NONE && recordAt(number, share, micros);
  }

  /// The number of a key, which stays the same; [#NONE] where it is not in the table.
  int numberOf(long key) {
    return slots[slotOf(key)] - 1;
  }

  /// Counts a latency. One outside of the range counts at its end, and is noted.
  ///
  /// @param number the number of its key
  /// @param micros the latency; negative where the response was captured before its query
  /// @return false where the share has no room for it
  @HotPath
  boolean recordAt(int number, int share, long micros) {
    long inRange =
        Math.min(Math.max(micros, LatencyClasses.LOWEST_MICROS), LatencyClasses.HIGHEST_MICROS);
    int latencyClass = LatencyClasses.of(inRange);
    int entry = number * OCTAVES + LatencyClasses.octave(latencyClass);
    if ((directory[entry] >>> share & 1) == 0 && !admitOctave(number, entry, share)) {
      return false;
    }
    noteExtremes(number, inRange, inRange);
    increment(placeOfCount(entry, latencyClass));
    if (inRange != micros) {
      int note = micros < inRange ? LatencyClasses.BELOW_RANGE : LatencyClasses.ABOVE_RANGE;
      increment(placeOfCount(entry, note));
    }
    return true;
  }

  /// Adds what another table holds. Keys that the operator maps to one are added up; what is displaced
  /// remains noted as such, even if the table that took it is added under the same key.
  ///
  /// @param keys gives the key here for a key there
  /// @throws IllegalStateException where there is no room for all
  void add(LatencyTable other, LongUnaryOperator keys) {
    add(other, keys, _ -> true);
  }

  /// Adds what another table holds under some keys.
  ///
  /// @param keys gives the key here for a key there
  /// @param wanted which keys here
  /// @throws IllegalStateException where there is no room for all
  void add(LatencyTable other, LongUnaryOperator keys, LongPredicate wanted) {
    add(other, keys, wanted, this, LongUnaryOperator.identity());
  }

  /// Adds what another table holds; what finds no room here goes to a third one. The extremes of what
  /// goes there are those of its classes, where the key's own are not among it.
  ///
  /// @param keys gives the key here for a key there
  /// @param rest takes what finds no room here, and must have it
  /// @param restKeys gives the key in `rest` for a key here
  /// @throws IllegalStateException where there is no room in `rest` either
  void add(
      LatencyTable other, LongUnaryOperator keys, LatencyTable rest, LongUnaryOperator restKeys) {
    add(other, keys, _ -> true, rest, restKeys);
  }

  private void add(
      LatencyTable other,
      LongUnaryOperator keys,
      LongPredicate wanted,
      LatencyTable rest,
      LongUnaryOperator restKeys) {
    enter();
    other.enter();
    for (long from : other.keys()) {
      long key = keys.applyAsLong(from);
      if (wanted.test(key)) {
        addKey(key, other, other.numberOf(from), rest, restKeys);
      }
    }
  }

  private void addKey(
      long key, LatencyTable other, int from, LatencyTable rest, LongUnaryOperator restKeys) {
    boolean known = contains(key);
    boolean room = known || (admitsKey(0) && other.octaves(from) <= maxOctaves - octavesOfShare[0]);
    int number = known ? numberOf(key) : room ? append(key) : NONE;
    int displacedOctaves = 0;
    for (int octave = 0; octave < OCTAVES; octave++) {
      if (other.directory[from * OCTAVES + octave] != 0
          && !(room && addOctave(number, octave, other, from))) {
        displace(number, restKeys.applyAsLong(key), rest, octave, other, from);
        displacedOctaves++;
      }
    }
    if (room) {
      displaced[number] += other.displaced[from];
      if (displacedOctaves == 0) {
        noteExtremes(number, other.least[from], other.greatest[from]);
      } else {
        noteExtremesOfOctaves(number, other, from);
      }
    }
  }

  /// Takes over the extremes of those octaves of another table that found room here.
  private void noteExtremesOfOctaves(int number, LatencyTable other, int from) {
    for (int octave = 0; octave < OCTAVES; octave++) {
      int entry = octave + number * OCTAVES;
      if (directory[entry] != 0 && other.directory[from * OCTAVES + octave] != 0) {
        noteExtremes(number, other.least(from, octave), other.greatest(from, octave));
      }
    }
  }

  /// The keys, in ascending order.
  long[] keys() {
    long[] found = Arrays.copyOf(keys, size);
    Arrays.sort(found);
    return found;
  }

  boolean contains(long key) {
    return numberOf(key) != NONE;
  }

  /// Whether there is no key.
  boolean isEmpty() {
    return size == 0;
  }

  /// The octaves of all keys.
  int octaves() {
    return octaves;
  }

  /// All that is known of a key that is in the table.
  LatencySummary summary(long key) {
    int number = known(key);
    return new LatencySummary(
        histogram(key),
        least[number],
        greatest[number],
        count(number, LatencyClasses.BELOW_RANGE),
        count(number, LatencyClasses.ABOVE_RANGE),
        displaced[number]);
  }

  /// Writes all latencies, by their keys.
  void write(String name, AddressTable.Order servers, SavedWriter out) {
    SortedMap<Long, Long> keyBySaved = new TreeMap<>();
    for (long key : keys()) {
      if (octaves(numberOf(key)) > 0) {
        int server = servers.savedNumberOf(LatencyKey.server(key));
        keyBySaved.put(LatencyKey.of(server, LatencyKey.outcome(key)), key);
      }
    }
    out.startArray(name);
    keyBySaved.forEach((saved, key) -> {
      LatencySummary summary = summary(key);
      out.startRow();
      out.number(LatencyKey.server(saved));
      out.number(LatencyKey.outcome(saved));
      out.number(summary.minMicros());
      out.number(summary.maxMicros());
      out.number(summary.belowRange());
      out.number(summary.aboveRange());
      out.number(summary.displaced());
      out.text(summary.compressed());
      out.endArray();
    });
    out.endArray();
  }

  /// Reads into a table of nothing, for one.
  ///
  /// @param servers the greatest number of a server
  void read(String name, int servers, SavedReader in) throws SavedResultException {
    in.startArray(name);
    while (in.nextRow()) {
      long key = LatencyKey.of(in.number(0, servers), in.number(0, LatencyKey.OTHER_OUTCOMES));
      if (contains(key) || !admitsKey(0)) {
        throw in.wrong("another server and outcome, up to " + maxKeys, "one more");
      }
      read(append(key), in);
      in.endArray();
    }
  }

  private void read(int number, SavedReader in) throws SavedResultException {
    long min = in.number((int) LatencyClasses.LOWEST_MICROS, Integer.MAX_VALUE);
    long max = in.count();
    long below = in.count();
    long above = in.count();
    displaced[number] = in.count();
    Histogram histogram = SavedHistogram.read(in);
    for (HistogramIterationValue value : histogram.recordedValues()) {
      count(
          number,
          LatencyClasses.of(value.getValueIteratedTo()),
          value.getCountAddedInThisIterationStep());
    }
    boolean hasEnds =
        max <= LatencyClasses.HIGHEST_MICROS
            && LatencyClasses.of(min) == LatencyClasses.of(histogram.getMinNonZeroValue())
            && LatencyClasses.of(max) == LatencyClasses.of(histogram.getMaxValue())
            && below <= histogram.getCountAtValue(LatencyClasses.LOWEST_MICROS)
            && above <= histogram.getCountAtValue(LatencyClasses.HIGHEST_MICROS);
    if (!hasEnds) {
      throw in.wrong("the least and greatest latencies of the histogram", "others");
    }
    count(number, LatencyClasses.BELOW_RANGE, below);
    count(number, LatencyClasses.ABOVE_RANGE, above);
    noteExtremes(number, min, max);
  }

  private void count(int number, int latencyClass, long count) {
    int entry = number * OCTAVES + LatencyClasses.octave(latencyClass);
    if (count > 0 && ((directory[entry] & 1) != 0 || admitOctave(number, entry, 0))) {
      counts.add(placeOfCount(entry, latencyClass), count);
    }
  }

  /// What a histogram is that recorded the latencies of a key in the table, with those outside of the
  /// range at its ends.
  Histogram histogram(long key) {
    int number = known(key);
    enter();
    Histogram histogram =
        new Histogram(
            LatencyClasses.LOWEST_MICROS,
            LatencyClasses.HIGHEST_MICROS,
            LatencyClasses.SIGNIFICANT_DIGITS);
    for (int octave = 0; octave < OCTAVES; octave++) {
      if (directory[number * OCTAVES + octave] != 0) {
        recordOctave(number, octave, histogram);
      }
    }
    return histogram;
  }

  private void recordOctave(int number, int octave, Histogram histogram) {
    int first = LatencyClasses.firstOf(octave);
    for (int each = first; each < first + LatencyClasses.IN_OCTAVE; each++) {
      long count = count(number, each);
      if (count > 0 && LatencyClasses.isInRange(each)) {
        histogram.recordValueWithCount(LatencyClasses.lowestMicros(each), count);
      }
    }
  }

  private int known(long key) {
    int number = numberOf(key);
    if (number == NONE) {
      throw new IllegalArgumentException("no latency has the key " + key);
    }
    return number;
  }

  private int octaves(int number) {
    int found = 0;
    for (int octave = 0; octave < OCTAVES; octave++) {
      found += directory[number * OCTAVES + octave] != 0 ? 1 : 0;
    }
    return found;
  }

  private long count(int number, int latencyClass) {
    int entry = number * OCTAVES + LatencyClasses.octave(latencyClass);
    return directory[entry] == 0 ? 0 : counts.of(placeOfCount(entry, latencyClass));
  }

  /// The slot of a key, or the empty one where it belongs.
  private int slotOf(long key) {
    int mask = slots.length - 1;
    int slot = mixer.slot(key, slots.length);
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private int placeOfCount(int entry, int latencyClass) {
    int stretch = directory[entry] >>> STRETCH;
    return stretch * LatencyClasses.IN_OCTAVE + LatencyClasses.placeInOctave(latencyClass);
  }

  /// Seldom new ones: what is only read does not make the next latency wait.
  private void noteExtremes(int number, long min, long max) {
    if (min < least[number]) {
      least[number] = min;
    }
    if (max > greatest[number]) {
      greatest[number] = max;
    }
  }

  private void increment(int place) {
    if (waitingSize == waiting.length) {
      growOrEnter();
    }
    waiting[waitingSize] = place;
    waitingSize++;
  }

  private void growOrEnter() {
    if (waiting.length < MOST_WAITING) {
      waiting = Arrays.copyOf(waiting, waiting.length * 2);
    } else {
      enter();
    }
  }

  private void enter() {
    for (int i = 0; i < waitingSize; i++) {
      counts.increment(waiting[i]);
    }
    waitingSize = 0;
  }

  private boolean admitsKey(int share) {
    return keysOfShare[share] < maxKeys && octavesOfShare[share] < octavesForNewKeys;
  }

  /// Gives a key that is not in the table the next number.
  private int append(long key) {
    if (size == keys.length) {
      grow();
    }
    keys[size] = key;
    least[size] = Long.MAX_VALUE;
    greatest[size] = Long.MIN_VALUE;
    size++;
    slots[slotOf(key)] = size;
    return size - 1;
  }

  private void grow() {
    int room = size * 2;
    keys = Arrays.copyOf(keys, room);
    least = Arrays.copyOf(least, room);
    greatest = Arrays.copyOf(greatest, room);
    displaced = Arrays.copyOf(displaced, room);
    sharesOfKey = Arrays.copyOf(sharesOfKey, room);
    directory = Arrays.copyOf(directory, room * OCTAVES);
    slots = new int[room * SLOTS];
    for (int number = 0; number < size; number++) {
      slots[slotOf(keys[number])] = number + 1;
    }
  }

  /// Gives a share an octave of a key that it does not have yet.
  ///
  /// @param entry the octave's place in the directory
  /// @return false where it may have no more
  private boolean admitOctave(int number, int entry, int share) {
    if ((sharesOfKey[number] >>> share & 1) == 0) {
      if (!admitsKey(share)) {
        return false;
      }
      sharesOfKey[number] |= (byte) (1 << share);
      keysOfShare[share]++;
    } else if (octavesOfShare[share] == maxOctaves) {
      displaced[number]++;
      return false;
    }
    if (directory[entry] == 0) {
      directory[entry] = octaves << STRETCH;
      octaves++;
      if (octaves * LatencyClasses.IN_OCTAVE > counts.size()) {
        counts.grow((octaves + Math.max(octaves / 2, INITIAL_OCTAVES)) * LatencyClasses.IN_OCTAVE);
      }
    }
    directory[entry] |= 1 << share;
    octavesOfShare[share]++;
    return true;
  }

  /// Adds an octave of another table.
  ///
  /// @return false where there is no room for it
  private boolean addOctave(int number, int octave, LatencyTable other, int from) {
    int entry = number * OCTAVES + octave;
    if (directory[entry] == 0 && !admitOctave(number, entry, 0)) {
      displaced[number]--; // the caller notes all of them
      return false;
    }
    int stretch = directory[entry] >>> STRETCH;
    int otherStretch = other.directory[from * OCTAVES + octave] >>> STRETCH;
    counts.addAll(
        stretch * LatencyClasses.IN_OCTAVE,
        other.counts,
        otherStretch * LatencyClasses.IN_OCTAVE,
        LatencyClasses.IN_OCTAVE);
    return true;
  }

  /// Gives the rest an octave of another table that found no room here.
  private void displace(
      int number, long restKey, LatencyTable rest, int octave, LatencyTable other, int from) {
    int restNumber = rest.contains(restKey) ? rest.numberOf(restKey) : rest.append(restKey);
    if (!rest.addOctave(restNumber, octave, other, from)) {
      throw new IllegalStateException("no room for octave " + octave + " of the key " + restKey);
    }
    rest.noteExtremes(restNumber, other.least(from, octave), other.greatest(from, octave));
    if (number != NONE) {
      displaced[number] += other.latencies(from, octave);
    }
  }

  /// The least latency of an octave: exact in the lowest octave of the key, and else that of its class.
  private long least(int number, int octave) {
    int lowest = LatencyClasses.of(least[number]);
    if (LatencyClasses.octave(lowest) == octave) {
      return least[number];
    }
    int each = LatencyClasses.firstOf(octave);
    while (count(number, each) == 0) {
      each++;
    }
    return LatencyClasses.lowestMicros(each);
  }

  /// The greatest latency of an octave: exact in the highest octave of the key, and else that of its
  /// class.
  private long greatest(int number, int octave) {
    int highest = LatencyClasses.of(greatest[number]);
    if (LatencyClasses.octave(highest) == octave) {
      return greatest[number];
    }
    int each = LatencyClasses.firstOf(octave + 1) - 1;
    while (count(number, each) == 0) {
      each--;
    }
    return LatencyClasses.highestMicros(each);
  }

  /// The latencies of an octave, without the notes about those outside of the range.
  private long latencies(int number, int octave) {
    long sum = 0;
    int first = LatencyClasses.firstOf(octave);
    for (int each = first; each < first + LatencyClasses.IN_OCTAVE; each++) {
      if (LatencyClasses.isInRange(each)) {
        sum += count(number, each);
      }
    }
    return sum;
  }
}
