package dev.rcodestat.tally;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Mixer;
import dev.rcodestat.wire.OctetKey;
import java.util.Arrays;

/// Numbers keys of octets in the order in which they come: 0, 1, 2, ... up to a bound. A number can be
/// given to another key later.
///
/// The octets of all keys lie in one pool, each in a place of the same size, which doubles when a key
/// comes that is longer. Open addressing with linear probing, at most half full; allocates only while
/// it grows. Single writer.
final class KeyTable {
  /// The number of a key that is not in the table.
  static final int NONE = -1;

  private static final int INITIAL_KEYS = 1 << 4;
  private static final int INITIAL_WORDS = 1 << 2;

  /// The slots for each key that there is room for.
  private static final int SLOTS = 2;

  private final int bound;
  private final Mixer mixer = new Mixer();
  private int placeWords = INITIAL_WORDS;
  private long[] pool;
  private int[] lengths;
  private long[] hashes;

  /// For each slot one more than the number of its key, or 0.
  private int[] slots;

  private int size;

  /// @param bound the most keys it holds
  KeyTable(int bound) {
    this.bound = bound;
    int room = Math.min(bound, INITIAL_KEYS);
    pool = new long[room * placeWords];
    lengths = new int[room];
    hashes = new long[room];
    slots = new int[slotsFor(room)];
  }

  /// The number of keys.
  @HotPath
  int size() {
    return size;
  }

  /// The keys that there is room for before it grows.
  @HotPath
  int room() {
    return lengths.length;
  }

  /// What the other methods want to be told of a key.
  @HotPath
  long hash(OctetKey key) {
    return key.hash(mixer);
  }

  /// The number of a key, or [#NONE].
  @HotPath
  int find(OctetKey key, long hash) {
    int mask = slots.length - 1;
    int slot = Mixer.slotOfHash(hash, slots.length);
    while (slots[slot] != 0) {
      int number = slots[slot] - 1;
      if (hashes[number] == hash && isAt(number, key)) {
        return number;
      }
      slot = slot + 1 & mask;
    }
    return NONE;
  }

  /// Gives a key that is not in the table the next number; there are fewer than the bound.
  @HotPath
  int append(OctetKey key, long hash) {
    if (size == lengths.length) {
      grow();
    }
    int number = size;
    size++;
    put(number, key, hash);
    return number;
  }

  /// Gives a number to a key that is not in the table; the key that had it is gone.
  @HotPath
  void replace(int number, OctetKey key, long hash) {
    remove(number);
    put(number, key, hash);
  }

  /// The key with a number.
  void copy(int number, OctetKey to) {
    to.reset(lengths[number]);
    for (int i = 0; i < to.words(); i++) {
      to.set(i, pool[number * placeWords + i]);
    }
  }

  @HotPath
  private boolean isAt(int number, OctetKey key) {
    if (lengths[number] != key.length()) {
      return false;
    }
    int at = number * placeWords;
    int words = key.words();
    for (int i = 0; i < words; i++) {
      if (pool[at + i] != key.word(i)) {
        return false;
      }
    }
    return true;
  }

  @HotPath
  private void put(int number, OctetKey key, long hash) {
    int words = key.words();
    if (words > placeWords) {
      widen(words);
    }
    int at = number * placeWords;
    for (int i = 0; i < words; i++) {
      pool[at + i] = key.word(i);
    }
    lengths[number] = key.length();
    hashes[number] = hash;
    link(number);
  }

  @HotPath
  private void link(int number) {
    int mask = slots.length - 1;
    int slot = Mixer.slotOfHash(hashes[number], slots.length);
    while (slots[slot] != 0) {
      slot = slot + 1 & mask;
    }
    slots[slot] = number + 1;
  }

  /// Empties a number's slot, and moves those behind it that a search would no longer reach.
  @HotPath
  private void remove(int number) {
    int mask = slots.length - 1;
    int gap = Mixer.slotOfHash(hashes[number], slots.length);
    while (slots[gap] != number + 1) {
      gap = gap + 1 & mask;
    }
    int slot = gap + 1 & mask;
    while (slots[slot] != 0) {
      int start = Mixer.slotOfHash(hashes[slots[slot] - 1], slots.length);
      if ((slot - start & mask) >= (slot - gap & mask)) {
        slots[gap] = slots[slot];
        gap = slot;
      }
      slot = slot + 1 & mask;
    }
    slots[gap] = 0;
  }

  private void grow() {
    int room = Math.min(lengths.length * 2, bound);
    pool = Arrays.copyOf(pool, room * placeWords);
    lengths = Arrays.copyOf(lengths, room);
    hashes = Arrays.copyOf(hashes, room);
    slots = new int[slotsFor(room)];
    for (int number = 0; number < size; number++) {
      link(number);
    }
  }

  private void widen(int words) {
    int wider = placeWords;
    while (wider < words) {
      wider *= 2;
    }
    long[] moved = new long[lengths.length * wider];
    for (int number = 0; number < size; number++) {
      System.arraycopy(pool, number * placeWords, moved, number * wider, placeWords);
    }
    pool = moved;
    placeWords = wider;
  }

  /// A power of 2, so that a place is found by its bits alone.
  private static int slotsFor(int keys) {
    return Integer.highestOneBit(Math.max(keys, 1) * SLOTS * 2 - 1);
  }
}
