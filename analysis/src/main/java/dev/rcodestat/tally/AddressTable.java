package dev.rcodestat.tally;

import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Mixer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Numbers addresses in the order in which they are met: 1, 2, 3, ... Open addressing with linear probing;
/// allocates only while it grows. Single writer.
///
/// Several may share the table, each with its own bound: for each, the addresses that it meets beyond so
/// many are all [#OTHER].
final class AddressTable {
  /// The number of every address beyond the bound.
  static final int OTHER = 0;

  private static final int INITIAL_SLOTS = 1 << 8;
  private static final int VERSION_BITS = 4;
  private static final int VERSION = (1 << VERSION_BITS) - 1;

  private final int bound;

  /// The addresses of each share.
  private final int[] sizes;

  private final Mixer mixer = new Mixer();
  private int[] slots = new int[INITIAL_SLOTS];

  /// Of each address its version in the lowest four bits, and above them whose it is, a bit for each
  /// share.
  private int[] marks = new int[INITIAL_SLOTS / 2];

  private long[] highs = new long[INITIAL_SLOTS / 2];
  private long[] lows = new long[INITIAL_SLOTS / 2];
  private int size;

  /// @param bound the most addresses of each share that get a number of their own
  /// @param shares how many there are, at most 28
  AddressTable(int bound, int shares) {
    this.bound = bound;
    sizes = new int[shares];
  }

  /// The number of an address, a new one where it is new.
  ///
  /// @param share who has met it
  @HotPath
  int numberOf(int version, long high, long low, int share) {
    int number = slots[slotOf(version, high, low)];
    boolean known = number != OTHER && (marks[number - 1] >>> (VERSION_BITS + share) & 1) != 0;
    return known ? number : admit(version, high, low, share);
  }

  int numberOf(IpAddress address, int share) {
    return numberOf(address.version(), address.high(), address.low(), share);
  }

  /// The slot of an address, or the empty one where it belongs.
  @HotPath
  private int slotOf(int version, long high, long low) {
    int mask = slots.length - 1;
    int slot = mixer.slot(high, low + version, slots.length);
    while (slots[slot] != 0) {
      int place = slots[slot] - 1;
      if (lows[place] == low && highs[place] == high && (marks[place] & VERSION) == version) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /// Whether an address has a number of its own.
  boolean holds(IpAddress address) {
    return slots[slotOf(address.version(), address.high(), address.low())] != OTHER;
  }

  /// The address that has a number.
  IpAddress address(int number) {
    return new IpAddress(marks[number - 1] & VERSION, highs[number - 1], lows[number - 1]);
  }

  /// All addresses that have a number, in the order of the numbers.
  List<IpAddress> addresses() {
    List<IpAddress> addresses = new ArrayList<>(size);
    for (int number = 1; number <= size; number++) {
      addresses.add(address(number));
    }
    return addresses;
  }

  /// Writes the addresses in their order: the first has number 1 in what is saved.
  void write(String name, SavedWriter out) {
    out.startArray(name);
    addresses().stream().sorted().forEach(address -> out.text(address.toString()));
    out.endArray();
  }

  /// Reads into a table of nothing, for one.
  void read(String name, SavedReader in) throws SavedResultException {
    in.startArray(name);
    for (Optional<String> text = in.nextText(); text.isPresent(); text = in.nextText()) {
      Optional<IpAddress> address = IpAddress.parse(text.get());
      if (address.isEmpty() || holds(address.get()) || numberOf(address.get(), 0) == OTHER) {
        throw in.wrong("another address, up to " + bound, "'" + text.get() + "'");
      }
    }
  }

  /// How many addresses have a number.
  int size() {
    return size;
  }

  /// The numbers in the order of the addresses, and [#OTHER] after them.
  Order order() {
    IpAddress[] addresses = addresses().toArray(IpAddress[]::new);
    Arrays.sort(addresses);
    int[] numbers = new int[size + 1];
    int[] ranks = new int[size + 1];
    for (int rank = 0; rank < size; rank++) {
      IpAddress address = addresses[rank];
      numbers[rank] = slots[slotOf(address.version(), address.high(), address.low())];
      ranks[numbers[rank]] = rank;
    }
    numbers[size] = OTHER;
    ranks[OTHER] = size;
    return new Order(numbers, ranks);
  }

  private int admit(int version, long high, long low, int share) {
    if (sizes[share] == bound) {
      return OTHER;
    }
    int slot = slotOf(version, high, low);
    if (slots[slot] == OTHER) {
      if (size == lows.length) {
        grow();
        slot = slotOf(version, high, low);
      }
      marks[size] = version;
      highs[size] = high;
      lows[size] = low;
      size++;
      slots[slot] = size;
    }
    sizes[share]++;
    marks[slots[slot] - 1] |= 1 << (VERSION_BITS + share);
    return slots[slot];
  }

  private void grow() {
    marks = Arrays.copyOf(marks, size * 2);
    highs = Arrays.copyOf(highs, size * 2);
    lows = Arrays.copyOf(lows, size * 2);
    slots = new int[slots.length * 2];
    for (int number = 1; number <= size; number++) {
      slots[slotOf(marks[number - 1] & VERSION, highs[number - 1], lows[number - 1])] = number;
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

    /// The number in what is saved.
    int savedNumberOf(int number) {
      return number == OTHER ? OTHER : ranks[number] + 1;
    }

    /// The number with this rank.
    int numberAt(int rank) {
      return numbers[rank];
    }
  }
}
