package dev.rcodestat.tally;

import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Mixer;
import java.util.Arrays;

/// Numbers addresses in the order in which they are met: 1, 2, 3, ... up to a bound; later ones are
/// all [#OTHER]. Open addressing with linear probing; allocates only while it grows. Single writer.
final class AddressTable {
  /// The number of every address beyond the bound.
  static final int OTHER = 0;

  private static final int INITIAL_SLOTS = 1 << 8;

  private final int bound;
  private final Mixer mixer = new Mixer();
  private int[] slots = new int[INITIAL_SLOTS];
  private byte[] versions = new byte[INITIAL_SLOTS / 2];
  private long[] highs = new long[INITIAL_SLOTS / 2];
  private long[] lows = new long[INITIAL_SLOTS / 2];
  private int size;

  /// @param bound the most addresses that get a number of their own
  AddressTable(int bound) {
    this.bound = bound;
  }

  /// The number of an address, a new one where it is new.
  @HotPath
  int numberOf(int version, long high, long low) {
    int mask = slots.length - 1;
    int slot = mixer.slot(high, low + version, slots.length);
    while (slots[slot] != 0) {
      int number = slots[slot];
      if (lows[number - 1] == low && highs[number - 1] == high && versions[number - 1] == version) {
        return number;
      }
      slot = slot + 1 & mask;
    }
    return size == bound ? OTHER : insert(slot, version, high, low);
  }

  int numberOf(IpAddress address) {
    return numberOf(address.version(), address.high(), address.low());
  }

  /// The address that has a number.
  IpAddress address(int number) {
    return new IpAddress(versions[number - 1], highs[number - 1], lows[number - 1]);
  }

  /// The numbers in the order of the addresses, and [#OTHER] after them.
  Order order() {
    IpAddress[] addresses = new IpAddress[size];
    for (int number = 1; number <= size; number++) {
      addresses[number - 1] = address(number);
    }
    Arrays.sort(addresses);
    int[] numbers = new int[size + 1];
    int[] ranks = new int[size + 1];
    for (int rank = 0; rank < size; rank++) {
      numbers[rank] = numberOf(addresses[rank]);
      ranks[numbers[rank]] = rank;
    }
    numbers[size] = OTHER;
    ranks[OTHER] = size;
    return new Order(numbers, ranks);
  }

  private int insert(int slot, int version, long high, long low) {
    if (size == lows.length) {
      grow();
      return numberOf(version, high, low);
    }
    versions[size] = (byte) version;
    highs[size] = high;
    lows[size] = low;
    size++;
    slots[slot] = size;
    return size;
  }

  private void grow() {
    versions = Arrays.copyOf(versions, size * 2);
    highs = Arrays.copyOf(highs, size * 2);
    lows = Arrays.copyOf(lows, size * 2);
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int number = 1; number <= size; number++) {
      int slot =
          mixer.slot(highs[number - 1], lows[number - 1] + versions[number - 1], slots.length);
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = number;
    }
  }

  /// The place of each number in the order of the addresses.
  static final class Order {
    private final int[] numbers;
    private final int[] ranks;

    private Order(int[] numbers, int[] ranks) {
      this.numbers = numbers;
      this.ranks = ranks;
    }

    /// The rank of a number, from 0.
    int rankOf(int number) {
      return ranks[number];
    }

    /// The number with this rank.
    int numberAt(int rank) {
      return numbers[rank];
    }
  }
}
