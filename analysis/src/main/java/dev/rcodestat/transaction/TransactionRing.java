package dev.rcodestat.transaction;

import dev.rcodestat.dns.NameView;
import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.RecordLog;

/// Transactions in the order in which they began, found by their keys: a ring that grows up to a
/// bound, and drops its oldest. Each has a number, one more than that of the one before. Allocates only
/// while it grows. Single-threaded.
final class TransactionRing {
  /// No transaction.
  static final long NONE = Chains.NONE;

  // What a transaction has: so many numbers beside each other, those first that are looked at most.
  static final int FAMILY = 0;
  static final int QUESTION = 1;

  /// What [Transaction] makes of it.
  static final int FACTS = 2;

  /// The time of the first query, or of the early response, in nanoseconds since 1970.
  static final int FIRST = 3;

  /// The time of the last query, or of the last message of a transfer.
  static final int LAST = 4;

  /// How often the query was sent (upper half), and the octets of its name (lower half).
  static final int SENDS = 5;

  /// Where the words of the name begin.
  private static final int NAME = 6;

  static final int CLIENT_HIGH = 7;
  static final int CLIENT_LOW = 8;
  static final int SERVER_HIGH = 9;
  static final int SERVER_LOW = 10;
  static final int ENDS = 11;

  private static final int FIELDS = 12;
  private static final int INITIAL = 1 << 8;

  /// The chains for each transaction: so many that most lead to none, which is to be foreseen.
  private static final int CHAINS = 4;

  /// The words of names that there is room for, for each transaction that there is room for: names of
  /// 24 to 31 octets are the most common.
  static final int NAME_WORDS = 4;

  private final int bound;
  private final int nameWords;
  private final Chains byKey = new Chains(INITIAL, CHAINS);

  /// Filled only as far as somebody has looked: few messages are without a question.
  private final Chains byFamily = new Chains(INITIAL, 1);

  private long[] fields = new long[INITIAL * FIELDS];
  private long[] names;
  private long oldest;
  private long next;

  /// Those before it are in the chains of their families.
  private long chained;

  private long namesBegin;
  private long namesEnd;

  /// @param bound the most transactions it holds, a power of 2
  TransactionRing(int bound) {
    this(bound, NAME_WORDS);
  }

  /// @param bound the most transactions it holds, a power of 2
  /// @param nameWords the words of names that there is room for, for each of them, a power of 2
  TransactionRing(int bound, int nameWords) {
    this.bound = bound;
    this.nameWords = nameWords;
    names = new long[INITIAL * nameWords];
  }

  /// The number of the oldest transaction; that of the next new one where there is none.
  @HotPath
  long oldest() {
    return oldest;
  }

  /// How many there are.
  @HotPath
  int size() {
    return (int) (next - oldest);
  }

  /// Whether there is room for one more, with a name of the longest kind.
  @HotPath
  boolean hasRoom() {
    return size() < capacity() && namesEnd - namesBegin <= names.length - NameView.MAX_WORDS;
  }

  boolean canGrow() {
    return capacity() < bound;
  }

  @HotPath
  long get(long number, int field) {
    return fields[slot(number) + field];
  }

  @HotPath
  void set(long number, int field, long value) {
    fields[slot(number) + field] = value;
  }

  /// The newest transaction with a key, or [#NONE].
  @HotPath
  long find(TransactionKey key) {
    return withKey(key, byKey.newest(key.hash(), oldest, next));
  }

  /// The next older one with the same key, or [#NONE].
  @HotPath
  long older(TransactionKey key, long number) {
    return withKey(key, byKey.older(number, oldest));
  }

  /// The newest transaction of a key's family, or [#NONE].
  @HotPath
  long findFamily(TransactionKey key) {
    for (long number = Math.max(chained, oldest); number < next; number++) {
      byFamily.put(get(number, FAMILY), number);
    }
    chained = next;
    return ofFamily(key, byFamily.newest(key.family, oldest, next));
  }

  /// The next older one of the same family, or [#NONE]; nothing was added since [#findFamily].
  @HotPath
  long olderOfFamily(TransactionKey key, long number) {
    return ofFamily(key, byFamily.older(number, oldest));
  }

  /// Adds a transaction; there is room.
  ///
  /// @return its number
  @HotPath
  long add(TransactionKey key, long nanos, long facts) {
    int slot = slot(next);
    fields[slot + FAMILY] = key.family;
    fields[slot + QUESTION] = key.question;
    fields[slot + FACTS] = facts;
    fields[slot + FIRST] = nanos;
    fields[slot + LAST] = nanos;
    fields[slot + SENDS] = 1L << Integer.SIZE;
    fields[slot + NAME] = namesEnd;
    fields[slot + CLIENT_HIGH] = key.clientHigh;
    fields[slot + CLIENT_LOW] = key.clientLow;
    fields[slot + SERVER_HIGH] = key.serverHigh;
    fields[slot + SERVER_LOW] = key.serverLow;
    fields[slot + ENDS] = key.ends;
    byKey.put(key.hash(), next);
    next++;
    return next - 1;
  }

  /// Gives the newest transaction its name.
  @HotPath
  void addName(NameView name) {
    int words = name.words();
    int mask = names.length - 1;
    for (int i = 0; i < words; i++) {
      names[(int) (namesEnd + i) & mask] = name.word(i);
    }
    namesEnd += words;
    fields[slot(next - 1) + SENDS] |= name.length();
  }

  /// Adds a transaction from another matcher; there is room.
  ///
  /// @param key its key here
  void add(TransactionKey key, SavedTransaction saved) {
    long number = add(key, saved.firstNanos(), saved.facts());
    set(number, LAST, saved.lastNanos());
    set(number, SENDS, (long) saved.sends() << Integer.SIZE | saved.nameLength());
    int words = saved.nameWords();
    for (int i = 0; i < words; i++) {
      names[(int) (namesEnd + i) & (names.length - 1)] = saved.nameWord(i);
    }
    namesEnd += words;
  }

  /// Appends what is known of a transaction, for another matcher.
  void save(long number, RecordLog log) {
    int nameLength = nameLength(number);
    SavedTransaction saved = new SavedTransaction(log.append(SavedTransaction.size(nameLength)));
    saved.setEnds(
        get(number, CLIENT_HIGH),
        get(number, CLIENT_LOW),
        get(number, SERVER_HIGH),
        get(number, SERVER_LOW),
        get(number, ENDS));
    saved.setFacts(
        get(number, FACTS),
        get(number, FIRST),
        get(number, LAST),
        (int) (get(number, SENDS) >>> Integer.SIZE));
    saved.setNameLength(nameLength);
    for (int i = 0; i < saved.nameWords(); i++) {
      saved.setNameWord(i, nameWord(number, i));
    }
  }

  /// The octets of a transaction's name; 0 where it has none.
  int nameLength(long number) {
    return (int) get(number, SENDS);
  }

  /// One word of a transaction's name; see [NameView].
  @HotPath
  long nameWord(long number, int index) {
    return names[(int) (get(number, NAME) + index) & (names.length - 1)];
  }

  /// Drops the oldest transaction.
  @HotPath
  void dropOldest() {
    oldest++;
    namesBegin = oldest == next ? namesEnd : get(oldest, NAME);
  }

  /// Makes the oldest transaction the newest.
  @HotPath
  void renewOldest() {
    int from = slot(oldest);
    int words = (nameLength(oldest) + Long.BYTES - 1) / Long.BYTES;
    long name = get(oldest, NAME);
    dropOldest();
    int to = slot(next);
    for (int field = 0; field < FIELDS; field++) {
      fields[to + field] = fields[from + field];
    }
    fields[to + NAME] = namesEnd;
    int mask = names.length - 1;
    for (int i = 0; i < words; i++) {
      names[(int) (namesEnd + i) & mask] = names[(int) (name + i) & mask];
    }
    namesEnd += words;
    byKey.put(hash(to), next);
    next++;
    namesBegin = get(oldest, NAME);
  }

  /// Makes room for twice as many.
  void grow() {
    int slots = capacity() * 2;
    long[] moved = new long[slots * FIELDS];
    byKey.reset(slots, oldest);
    byFamily.reset(slots, oldest);
    chained = oldest;
    for (long number = oldest; number < next; number++) {
      int to = (int) (number & (slots - 1)) * FIELDS;
      System.arraycopy(fields, slot(number), moved, to, FIELDS);
      byKey.put(TransactionKey.hash(moved[to + FAMILY], moved[to + QUESTION]), number);
    }
    long[] movedNames = new long[slots * nameWords];
    for (long word = namesBegin; word < namesEnd; word++) {
      movedNames[(int) word & (movedNames.length - 1)] = names[(int) word & (names.length - 1)];
    }
    fields = moved;
    names = movedNames;
  }

  private int capacity() {
    return fields.length / FIELDS;
  }

  private int slot(long number) {
    return (int) (number & (capacity() - 1)) * FIELDS;
  }

  private long hash(int slot) {
    return TransactionKey.hash(fields[slot + FAMILY], fields[slot + QUESTION]);
  }

  private long withKey(TransactionKey key, long newest) {
    long number = newest;
    while (number != NONE
        && (get(number, FAMILY) != key.family || get(number, QUESTION) != key.question)) {
      number = byKey.older(number, oldest);
    }
    return number;
  }

  private long ofFamily(TransactionKey key, long newest) {
    long number = newest;
    while (number != NONE && get(number, FAMILY) != key.family) {
      number = byFamily.older(number, oldest);
    }
    return number;
  }
}
