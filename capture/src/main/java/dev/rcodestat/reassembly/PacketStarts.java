package dev.rcodestat.reassembly;

import java.util.Arrays;

/// Where packets began whose octets wait behind a gap: a message may begin there. The first ones, if they
/// are more than a bound. Single-threaded.
final class PacketStarts {
  private static final int MOST = 256;
  private static final int FEW = 8;
  private static final int[] NOTHING = {};

  /// In order, none twice.
  private int[] places = NOTHING;

  private int size;

  /// Takes note of a packet.
  void add(int place) {
    int index = Arrays.binarySearch(places, 0, size, place);
    if (index >= 0 || size == MOST) {
      return;
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, Math.max(FEW, 2 * size));
    }
    int at = -index - 1;
    System.arraycopy(places, at, places, at + 1, size - at);
    places[at] = place;
    size++;
  }

  /// The first packet behind place 0, or `limit` where none begins before it.
  int first(int limit) {
    for (int i = 0; i < size; i++) {
      if (places[i] > 0) {
        return Math.min(places[i], limit);
      }
    }
    return limit;
  }

  /// Forgets the first octets, and counts from the one after them.
  void discard(int octets) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (places[i] >= octets) {
        places[kept] = places[i] - octets;
        kept++;
      }
    }
    size = kept;
    if (size == 0) {
      places = NOTHING;
    }
  }

  void clear() {
    size = 0;
    places = NOTHING;
  }

  /// The octets of memory that it takes.
  int capacity() {
    return places.length * Integer.BYTES;
  }
}
