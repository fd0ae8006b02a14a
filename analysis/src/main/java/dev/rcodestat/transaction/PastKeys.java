package dev.rcodestat.transaction;

import java.util.Arrays;

/// The whole keys of past transactions, of which [PastTransactions] keeps hashes that mean nothing
/// elsewhere. Has a place for each of their numbers. Allocates only while it grows. Single-threaded.
final class PastKeys {
  private static final int CLIENT_HIGH = 0;
  private static final int CLIENT_LOW = 1;
  private static final int SERVER_HIGH = 2;
  private static final int SERVER_LOW = 3;
  private static final int ENDS = 4;
  private static final int FACTS = 5;

  /// Where the words of the name begin.
  private static final int NAME = 6;

  private static final int NAME_LENGTH = 7;
  private static final int FIELDS = 8;
  private static final int INITIAL_WORDS = 1 << 10;

  private long[] fields;
  private long[] names = new long[INITIAL_WORDS];
  private long namesEnd;

  PastKeys(int capacity) {
    fields = new long[capacity * FIELDS];
  }

  /// Takes the next transaction.
  ///
  /// @param oldest the number of the oldest that is still there
  void add(long number, Transaction transaction, long oldest) {
    int words = words(transaction.nameLength());
    int slot = next(number, oldest, words);
    fields[slot + CLIENT_HIGH] = transaction.clientHigh();
    fields[slot + CLIENT_LOW] = transaction.clientLow();
    fields[slot + SERVER_HIGH] = transaction.serverHigh();
    fields[slot + SERVER_LOW] = transaction.serverLow();
    fields[slot + ENDS] = transaction.ends();
    fields[slot + FACTS] = transaction.facts();
    fields[slot + NAME_LENGTH] = transaction.nameLength();
    for (int i = 0; i < words; i++) {
      names[(int) (namesEnd + i) & (names.length - 1)] = transaction.nameWord(i);
    }
    namesEnd += words;
  }

  /// Takes the next transaction from another matcher.
  void add(long number, SavedTransaction saved, long oldest) {
    int words = saved.nameWords();
    int slot = next(number, oldest, words);
    fields[slot + CLIENT_HIGH] = saved.clientHigh();
    fields[slot + CLIENT_LOW] = saved.clientLow();
    fields[slot + SERVER_HIGH] = saved.serverHigh();
    fields[slot + SERVER_LOW] = saved.serverLow();
    fields[slot + ENDS] = saved.ends();
    fields[slot + FACTS] = saved.facts();
    fields[slot + NAME_LENGTH] = saved.nameLength();
    for (int i = 0; i < words; i++) {
      names[(int) (namesEnd + i) & (names.length - 1)] = saved.nameWord(i);
    }
    namesEnd += words;
  }

  int nameLength(long number) {
    return (int) fields[slot(number) + NAME_LENGTH];
  }

  /// Fills in a record, but for its last time.
  void save(long number, SavedTransaction saved, long lastNanos) {
    int slot = slot(number);
    saved.setEnds(
        fields[slot + CLIENT_HIGH],
        fields[slot + CLIENT_LOW],
        fields[slot + SERVER_HIGH],
        fields[slot + SERVER_LOW],
        fields[slot + ENDS]);
    saved.setFacts(fields[slot + FACTS], lastNanos, lastNanos, 1);
    saved.setNameLength(nameLength(number));
    for (int i = 0; i < saved.nameWords(); i++) {
      long word = fields[slot + NAME] + i;
      saved.setNameWord(i, names[(int) word & (names.length - 1)]);
    }
  }

  /// Makes places for more.
  void grow(int capacity, long oldest, long next) {
    long[] moved = new long[capacity * FIELDS];
    for (long number = oldest; number < next; number++) {
      int to = (int) (number & (capacity - 1)) * FIELDS;
      System.arraycopy(fields, slot(number), moved, to, FIELDS);
    }
    fields = moved;
  }

  /// Makes room for a name.
  private int next(long number, long oldest, int words) {
    int slot = slot(number);
    long namesBegin = number == oldest ? namesEnd : fields[slot(oldest) + NAME];
    while (namesEnd - namesBegin + words > names.length) {
      growNames();
    }
    Arrays.fill(fields, slot, slot + FIELDS, 0);
    fields[slot + NAME] = namesEnd;
    return slot;
  }

  private void growNames() {
    long[] moved = new long[names.length * 2];
    for (long word = Math.max(0, namesEnd - names.length); word < namesEnd; word++) {
      moved[(int) word & (moved.length - 1)] = names[(int) word & (names.length - 1)];
    }
    names = moved;
  }

  private static int words(int nameLength) {
    return (nameLength + Long.BYTES - 1) / Long.BYTES;
  }

  private int slot(long number) {
    return (int) (number & (fields.length / FIELDS - 1)) * FIELDS;
  }
}
