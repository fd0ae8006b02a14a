package dev.rcodestat.transaction;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.RecordLog;
import org.jspecify.annotations.Nullable;

/// The transactions that were answered a while ago: of each as much as it takes to know a further
/// response to it, in a few octets, so that those that are open stay near the processor. A ring that
/// grows up to a bound, and drops its oldest. Single-threaded.
///
/// Family and question are compared by 32 bits of their hashes each.
final class PastTransactions {
  // What a transaction has: so many numbers beside each other.

  /// The upper halves of the hashes of its family and its question.
  private static final int KEY = 0;

  /// The time of the last query, or of the last message of a transfer, without its lowest bit, which
  /// tells a transfer.
  private static final int LAST = 1;

  private static final int FIELDS = 2;

  private static final int INITIAL = 1 << 8;
  private static final int HALF = Integer.SIZE;

  /// So many are dropped at once.
  private static final int BLOCK = 1 << 6;

  /// So many of a family are looked at for a response without question.
  private static final int MOST_LOOKED_AT = 16;

  private final int bound;
  private final Chains byKey = new Chains(INITIAL, 1);

  /// Made, and filled, only as far as somebody has looked: few messages are without a question.
  private @Nullable Chains byFamily;

  private long[] fields = new long[INITIAL * FIELDS];

  /// For each block the latest time of its transactions.
  private long[] latest = new long[INITIAL / BLOCK];

  private long oldest;
  private long next;

  /// Those before it are in the chains of their keys: as far as somebody has looked, which most traffic
  /// gives no reason for.
  private long chained;

  /// Those before it are in the chains of their families.
  private long chainedByFamily;

  /// Where the last search ended.
  private long found = Chains.NONE;

  private final @Nullable PastKeys keys;

  /// @param bound the most transactions it holds, a power of 2
  /// @param keepsKeys whether another matcher is to be told of them
  PastTransactions(int bound, boolean keepsKeys) {
    this.bound = bound;
    keys = keepsKeys ? new PastKeys(INITIAL) : null;
  }

  /// Takes note of a transaction.
  ///
  /// @param oldestNanos those before that time are not needed any more
  /// @return false where one had to give way that was still needed
  @HotPath
  boolean add(Transaction transaction, long oldestNanos) {
    boolean complete = next - oldest < capacity() || makeRoom(oldestNanos);
    if (keys != null) {
      keys.add(next, transaction, oldest);
    }
    add(
        key(transaction.family(), transaction.question()),
        (transaction.lastNanos() & -2) | (transaction.isTransfer() ? 1 : 0));
    return complete;
  }

  /// Takes note of a transaction from another matcher.
  ///
  /// @param key its key here
  /// @return false where one had to give way that was still needed
  boolean add(TransactionKey key, SavedTransaction saved, long oldestNanos) {
    boolean complete = next - oldest < capacity() || makeRoom(oldestNanos);
    if (keys != null) {
      keys.add(next, saved, oldest);
    }
    add(key(key.family, key.question), (saved.lastNanos() & -2) | (saved.isTransfer() ? 1 : 0));
    return complete;
  }

  /// Appends what is known of those from a time on, for another matcher; only where keys are kept.
  void save(RecordLog log, long oldestNanos) {
    if (keys == null) {
      throw new IllegalStateException("the keys of past transactions were not kept");
    }
    for (long number = oldest; number < next; number++) {
      if (lastNanos(number) >= oldestNanos) {
        int size = SavedTransaction.size(keys.nameLength(number));
        keys.save(number, new SavedTransaction(log.append(size)), lastNanos(number));
      }
    }
  }

  @HotPath
  private void add(long key, long last) {
    int slot = slot(next);
    fields[slot + KEY] = key;
    fields[slot + LAST] = last;
    int block = block(next);
    boolean isFirst = next % BLOCK == 0 && next - oldest <= capacity() - BLOCK;
    latest[block] = isFirst ? last & -2 : Math.max(latest[block], last & -2);
    next++;
  }

  /// Drops the oldest block; where one of it is still needed grows, or drops the oldest transaction alone.
  /// As long as there may be more, only the latest time of a block is looked at, since the transactions
  /// themselves have long left the processor's caches.
  ///
  /// @return false where one had to give way that was still needed
  private boolean makeRoom(long oldestNanos) {
    if (latest[block(oldest)] < oldestNanos) {
      oldest = oldest - oldest % BLOCK + BLOCK;
      return true;
    }
    if (capacity() < bound) {
      grow();
      return true;
    }
    oldest++;
    return lastNanos(oldest - 1) < oldestNanos;
  }

  /// Looks for the newest transaction with a key, or of its family where it has no question.
  ///
  /// @param oldestNanos one before that time is over
  /// @return whether there is one; then [#isTransfer] and [#renew] are about it
  @HotPath
  boolean find(TransactionKey key, long oldestNanos) {
    found = key.hasQuestion() ? findKey(key) : findFamily(key, oldestNanos);
    return found != Chains.NONE && lastNanos(found) >= oldestNanos;
  }

  boolean isTransfer() {
    return (fields[slot(found) + LAST] & 1) != 0;
  }

  /// Takes note that it goes on.
  void renew(long nanos) {
    fields[slot(found) + LAST] = Math.max(fields[slot(found) + LAST], nanos | 1);
    latest[block(found)] = Math.max(latest[block(found)], nanos & -2);
  }

  private long findKey(TransactionKey key) {
    chain();
    long wanted = key(key.family, key.question);
    long number = byKey.newest(hash(wanted), oldest, next);
    while (number != Chains.NONE && fields[slot(number) + KEY] != wanted) {
      number = byKey.older(number, oldest);
    }
    return number;
  }

  private long findFamily(TransactionKey key, long oldestNanos) {
    Chains chains = families();
    long number = ofFamily(chains, key, chains.newest(key.family, oldest, next));
    for (int i = 1;
        i < MOST_LOOKED_AT && number != Chains.NONE && lastNanos(number) < oldestNanos;
        i++) {
      number = ofFamily(chains, key, chains.older(number, oldest));
    }
    return number;
  }

  /// The chains of families, with all transactions in them.
  private Chains families() {
    Chains chains = byFamily;
    if (chains == null) {
      chains = new Chains(1, 1);
      chains.reset(capacity(), oldest);
      chainedByFamily = oldest;
      byFamily = chains;
    }
    for (long number = Math.max(chainedByFamily, oldest); number < next; number++) {
      chains.put(fields[slot(number) + KEY], number);
    }
    chainedByFamily = next;
    return chains;
  }

  private long ofFamily(Chains chains, TransactionKey key, long newest) {
    long number = newest;
    while (number != Chains.NONE && (fields[slot(number) + KEY] ^ key.family) >>> HALF != 0) {
      number = chains.older(number, oldest);
    }
    return number;
  }

  private long lastNanos(long number) {
    return fields[slot(number) + LAST] & -2;
  }

  private static long key(long family, long question) {
    return (family >>> HALF << HALF) | (question >>> HALF);
  }

  /// Family and question in the upper half, of which the chains are made.
  private static long hash(long key) {
    return key ^ key << HALF;
  }

  private void chain() {
    for (long number = Math.max(chained, oldest); number < next; number++) {
      byKey.put(hash(fields[slot(number) + KEY]), number);
    }
    chained = next;
  }

  private void grow() {
    int slots = capacity() * 2;
    long[] moved = new long[slots * FIELDS];
    for (long number = oldest; number < next; number++) {
      int to = (int) (number & (slots - 1)) * FIELDS;
      System.arraycopy(fields, slot(number), moved, to, FIELDS);
    }
    long[] movedLatest = new long[slots / BLOCK];
    for (long first = oldest - oldest % BLOCK; first < next; first += BLOCK) {
      movedLatest[(int) (first / BLOCK) & (movedLatest.length - 1)] = latest[block(first)];
    }
    fields = moved;
    latest = movedLatest;
    if (keys != null) {
      keys.grow(slots, oldest, next);
    }
    byKey.reset(slots, oldest);
    byFamily = null;
    chained = oldest;
  }

  private int capacity() {
    return fields.length / FIELDS;
  }

  private int block(long number) {
    return (int) (number / BLOCK) & (latest.length - 1);
  }

  private int slot(long number) {
    return (int) (number & (capacity() - 1)) * FIELDS;
  }
}
