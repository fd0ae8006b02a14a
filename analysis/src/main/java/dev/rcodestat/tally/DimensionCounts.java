package dev.rcodestat.tally;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Mixer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Responses and transactions by a list of dimensions and outcome.
///
/// Where the resolvers are not known yet, the server and the client stand in for what they tell, and
/// give way to it where the rows are added to those of one that knows.
///
/// Open addressing with linear probing, at most half full; allocates only while it grows. Single writer;
/// merges.
///
/// Several may share it, each with its own bound: each has at most so many combinations, and what would be
/// one more counts in none, and is summed up.
public final class DimensionCounts {
  private static final int INITIAL_ROWS = 1 << 8;
  private static final int SLOTS = 2;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  private static final int IPV4 = 4;
  private static final long IPV4_PREFIX = 0xFFFF_FF00L;
  private static final long IPV6_PREFIX = -1L << 8; // of the first 64 bits

  private final List<Dimension> dimensions;
  private final Resolvers resolvers;
  private final int bound;
  private final int width;
  private final int[] wanted;
  private final Mixer mixer = new Mixer();
  private final AddressTable addresses;

  /// Beside each other for each row: a value for each dimension, then the outcome.
  private int[] values;

  /// For each row its responses, then its transactions.
  private long[] counts = new long[INITIAL_ROWS * 2];

  /// For each slot one more than the number of its row, or 0.
  private int[] index = new int[INITIAL_ROWS * SLOTS];

  /// Whose row it is, a bit for each share.
  private byte[] sharesOfRow = new byte[INITIAL_ROWS];

  /// The rows of each share.
  private final int[] rowsOfShare;

  private int rows;
  private long overflowed;

  /// @param by what to tell apart by; where there is nothing, nothing is counted
  /// @param resolvers who resolves, where that is known
  /// @param bound the most combinations of each share, and the most addresses of each dimension
  /// @param shares how many there are, at most 8
  DimensionCounts(List<Dimension> by, Optional<Resolvers> resolvers, int bound, int shares) {
    dimensions = resolvers.isPresent() ? List.copyOf(by) : withEndsForResolvers(by);
    this.resolvers = resolvers.orElse(Resolvers.NONE);
    this.bound = bound;
    width = dimensions.size() + 1;
    wanted = new int[width];
    values = new int[INITIAL_ROWS * width];
    int ofAddresses = (int) dimensions.stream().filter(DimensionCounts::isAddress).count();
    addresses = new AddressTable(bound * ofAddresses, shares);
    rowsOfShare = new int[shares];
  }

  /// What it tells apart by; of one that knows the resolvers, what it was asked for.
  public List<Dimension> dimensions() {
    return dimensions;
  }

  /// Adds to the row of some facts.
  @HotPath
  void add(MessageFacts facts, int share, int outcome, long responses, long transactions) {
    if (width == 1) {
      return;
    }
    for (int i = 0; i < width - 1; i++) {
      wanted[i] = value(dimensions.get(i), facts, share);
    }
    wanted[width - 1] = outcome;
    addWanted(share, responses, transactions);
  }

  /// Adds what another one counted that was asked for the same dimensions, and knows the same resolvers or
  /// none yet.
  void add(DimensionCounts other) {
    for (int row = 0; row < other.rows; row++) {
      for (int i = 0; i < width - 1; i++) {
        wanted[i] = value(dimensions.get(i), other, row);
      }
      wanted[width - 1] = other.outcome(row);
      addWanted(0, other.counts[row * 2], other.counts[row * 2 + 1]);
    }
    overflowed += other.overflowed;
  }

  void write(String name, SavedWriter out) {
    AddressTable.Order order = addresses.order();
    List<int[]> saved = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      saved.add(saved(row, order));
    }
    Integer[] sorted = new Integer[rows];
    Arrays.setAll(sorted, Integer::valueOf);
    Arrays.sort(sorted, (one, other) -> Arrays.compare(saved.get(one), saved.get(other)));
    out.startObject(name);
    out.startArray("dimensions");
    dimensions.forEach(dimension -> out.text(dimension.label()));
    out.endArray();
    addresses.write("addresses", out);
    out.startArray("rows");
    for (int row : sorted) {
      out.startRow();
      for (int value : saved.get(row)) {
        out.number(value);
      }
      out.number(responses(row));
      out.number(transactions(row));
      out.endArray();
    }
    out.endArray();
    out.number("overflowed", overflowed);
    out.endObject();
  }

  /// The values of a row and its outcome, as they are saved.
  private int[] saved(int row, AddressTable.Order order) {
    int[] saved = Arrays.copyOfRange(values, row * width, (row + 1) * width);
    for (int i = 0; i < width - 1; i++) {
      if (isAddress(dimensions.get(i))) {
        saved[i] = order.savedNumberOf(saved[i]);
      }
    }
    return saved;
  }

  /// Reads into counts of nothing, for one.
  void read(String name, SavedReader in) throws SavedResultException {
    in.startObject(name);
    in.startArray("dimensions");
    for (Dimension dimension : dimensions) {
      if (!in.text().equals(dimension.label())) {
        throw in.wrong("the dimension " + dimension.label(), "another one");
      }
    }
    in.endArray();
    addresses.read("addresses", in);
    in.startArray("rows");
    while (in.nextRow()) {
      readRow(in);
    }
    overflowed += in.count("overflowed");
    in.endObject();
  }

  private void readRow(SavedReader in) throws SavedResultException {
    for (int i = 0; i < width - 1; i++) {
      Dimension dimension = dimensions.get(i);
      wanted[i] = in.number(dimension.leastValue(), greatestValue(dimension));
    }
    wanted[width - 1] = in.number(0, Outcome.TABLE_FULL);
    if (width == 1 || rows == bound) {
      throw in.wrong("up to " + (width == 1 ? 0 : bound) + " rows", "more");
    }
    addWanted(0, in.count(), in.count());
    in.endArray();
  }

  private int greatestValue(Dimension dimension) {
    return switch (dimension) {
      case SERVER, CLIENT, CLIENT_PREFIX -> addresses.size();
      case RESOLVER -> resolvers.count();
      case LEG, TYPE, CLASS, OPCODE, TRANSPORT, EDNS, DO, CD, EDE -> dimension.greatestValue();
    };
  }

  /// The number of rows: combinations with an outcome.
  public int rows() {
    return rows;
  }

  /// The value of a row in one of the dimensions; not for addresses.
  public int value(int row, int dimension) {
    return values[row * width + dimension];
  }

  /// The address of a row in one of the dimensions; empty for those beyond the bound.
  public Optional<IpAddress> address(int row, int dimension) {
    int number = value(row, dimension);
    return number == AddressTable.OTHER ? Optional.empty() : Optional.of(addresses.address(number));
  }

  /// The service of the resolver of a row in one of the dimensions; empty where there is none, which has
  /// the value [Resolvers#NOBODY], or none can be told.
  public Optional<IpAddress> resolver(int row, int dimension) {
    int number = value(row, dimension);
    return number > Resolvers.NOBODY ? Optional.of(resolvers.service(number)) : Optional.empty();
  }

  /// The outcome of a row; a value of [dev.rcodestat.dns.Outcome].
  public int outcome(int row) {
    return values[row * width + width - 1];
  }

  public long responses(int row) {
    return counts[row * 2];
  }

  public long transactions(int row) {
    return counts[row * 2 + 1];
  }

  /// Responses and transactions that are in no row, because there were too many.
  public long overflowed() {
    return overflowed;
  }

  /// Whether the values of a dimension are addresses.
  public static boolean isAddress(Dimension dimension) {
    return switch (dimension) {
      case SERVER, CLIENT, CLIENT_PREFIX -> true;
      case RESOLVER, LEG, TYPE, CLASS, OPCODE, TRANSPORT, EDNS, DO, CD, EDE -> false;
    };
  }

  private int value(Dimension dimension, MessageFacts facts, int share) {
    return switch (dimension) {
      case SERVER -> addresses.numberOf(facts.version, facts.serverHigh, facts.serverLow, share);
      case CLIENT -> addresses.numberOf(facts.version, facts.clientHigh, facts.clientLow, share);
      case CLIENT_PREFIX ->
          facts.version == IPV4
              ? addresses.numberOf(IPV4, 0, facts.clientLow & IPV4_PREFIX, share)
              : addresses.numberOf(facts.version, facts.clientHigh & IPV6_PREFIX, 0, share);
      case RESOLVER, LEG, TYPE, CLASS, OPCODE, TRANSPORT, EDNS, DO, CD, EDE ->
          facts.value(dimension);
    };
  }

  /// The value here of a row of another one.
  private int value(Dimension dimension, DimensionCounts other, int row) {
    int place = other.dimensions.indexOf(dimension);
    if (place >= 0) {
      int value = other.value(row, place);
      return isAddress(dimension) ? numberOf(value, other) : value;
    }
    int client = resolvers.numberOf(other.address(row, other.dimensions.indexOf(Dimension.CLIENT)));
    int server = resolvers.numberOf(other.address(row, other.dimensions.indexOf(Dimension.SERVER)));
    return dimension == Dimension.LEG
        ? Resolvers.leg(client, server).ordinal()
        : Resolvers.resolver(client, server);
  }

  private static List<Dimension> withEndsForResolvers(List<Dimension> by) {
    if (by.stream().noneMatch(Dimension::needsResolvers)) {
      return List.copyOf(by);
    }
    Set<Dimension> counted = new LinkedHashSet<>(by);
    counted.removeIf(Dimension::needsResolvers);
    counted.add(Dimension.SERVER);
    counted.add(Dimension.CLIENT);
    return List.copyOf(counted);
  }

  private int numberOf(int number, DimensionCounts other) {
    return number == AddressTable.OTHER
        ? AddressTable.OTHER
        : addresses.numberOf(other.addresses.address(number), 0);
  }

  private void addWanted(int share, long responses, long transactions) {
    int slot = slotOf(wanted, 0);
    int row = index[slot] - 1;
    if (row < 0 || (sharesOfRow[row] >>> share & 1) == 0) {
      if (rowsOfShare[share] == bound) {
        overflowed += responses + transactions;
        return;
      }
      row = row < 0 ? insert(slot) : row;
      sharesOfRow[row] |= (byte) (1 << share);
      rowsOfShare[share]++;
    }
    counts[row * 2] += responses;
    counts[row * 2 + 1] += transactions;
  }

  private int insert(int emptySlot) {
    int slot = emptySlot;
    if (rows * 2 == counts.length) {
      grow();
      slot = slotOf(wanted, 0);
    }
    System.arraycopy(wanted, 0, values, rows * width, width);
    rows++;
    index[slot] = rows;
    return rows - 1;
  }

  /// The slot of the values that stand somewhere, or the empty one where they belong.
  private int slotOf(int[] some, int at) {
    long hash = 0;
    for (int i = 0; i < width; i++) {
      hash = (hash ^ some[at + i]) * FACTOR;
    }
    int mask = index.length - 1;
    int slot = mixer.slot(hash, index.length);
    while (index[slot] != 0 && !isRow(index[slot] - 1, some, at)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isRow(int row, int[] some, int at) {
    for (int i = 0; i < width; i++) {
      if (values[row * width + i] != some[at + i]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    values = Arrays.copyOf(values, values.length * 2);
    counts = Arrays.copyOf(counts, counts.length * 2);
    sharesOfRow = Arrays.copyOf(sharesOfRow, sharesOfRow.length * 2);
    index = new int[index.length * 2];
    for (int row = 0; row < rows; row++) {
      index[slotOf(values, row * width)] = row + 1;
    }
  }
}
