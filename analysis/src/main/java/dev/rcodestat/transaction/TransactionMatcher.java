package dev.rcodestat.transaction;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.NameView;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.wire.HotPath;

/// Finds for each response the query that it answers.
///
/// A response answers the newest query with the same ends, transport, message ID and question that
/// was last sent no longer ago than the timeout; or, captured up to the skew too early, a query that
/// comes behind it. Where either has no question that can be read, the rest is compared. Whether
/// messages match is decided by their times alone. What a bound drops is counted. Single-threaded;
/// allocates only while its tables grow.
public final class TransactionMatcher {
  /// The time of a message whose frame had none.
  private static final long NO_TIMESTAMP = Long.MIN_VALUE;

  /// Copies of a datagram that a mirror port makes come within this time; they are not sent again. Of a
  /// stream there are no copies by here.
  static final long COPY_NANOS = 1_000_000;

  /// So many messages with the same ends and message ID are looked at, the newest.
  private static final int MOST_LOOKED_AT = 16;

  /// To make room, so many old transactions are kept for each new one on average: no more than half of
  /// the table is open, so that the other half makes room.
  private static final int KEPT_FOR_EACH = 2;

  private static final int MAX_OPEN = 1 << 16;
  private static final int MAX_PAST = 1 << 17;
  private static final int MAX_EARLY = 1 << 12;

  private final long timeoutNanos;
  private final long skewNanos;
  private final TransactionHandler unanswered;
  private final boolean isContinued;
  private final TransactionKey key = new TransactionKey();
  private final TransactionRing ring;
  private final PastTransactions past;
  private final TransactionRing earlyRing;
  private final Transaction transaction;
  private final Transaction early;
  private final Transaction ended;
  private int open;

  /// So many old transactions may be kept before the table grows, or drops one.
  private int mayBeKept;

  private long latestNanos;
  private long nanosBefore;
  private long latestEarlyNanos = NO_TIMESTAMP;
  private long droppedOpen;
  private long droppedAnswered;

  /// @param unanswered hears of queries without a response
  public TransactionMatcher(MatchingRules rules, TransactionHandler unanswered) {
    this(rules, unanswered, false);
  }

  /// @param unanswered hears of queries without a response
  /// @param isContinued whether another matcher is to go on where this one stops ([#stop])
  public TransactionMatcher(
      MatchingRules rules, TransactionHandler unanswered, boolean isContinued) {
    this(rules, unanswered, MAX_OPEN, MAX_PAST, MAX_EARLY, isContinued);
  }

  /// @param maxOpen the most transactions that are open at once, a power of 2
  /// @param maxPast the most that are remembered for further responses, a power of 2
  /// @param maxEarly the most responses that wait for their query, a power of 2
  TransactionMatcher(
      MatchingRules rules, TransactionHandler unanswered, int maxOpen, int maxPast, int maxEarly) {
    this(rules, unanswered, maxOpen, maxPast, maxEarly, false);
  }

  private TransactionMatcher(
      MatchingRules rules,
      TransactionHandler unanswered,
      int maxOpen,
      int maxPast,
      int maxEarly,
      boolean isContinued) {
    timeoutNanos = rules.timeoutNanos();
    skewNanos = rules.skewNanos();
    this.unanswered = unanswered;
    ring = new TransactionRing(maxOpen);
    this.isContinued = isContinued;
    past = new PastTransactions(maxPast, isContinued);
    // names are kept only for another matcher, and are not to be what fills the ring
    earlyRing =
        new TransactionRing(
            maxEarly, isContinued ? NameView.MAX_WORDS : TransactionRing.NAME_WORDS);
    transaction = new Transaction(ring);
    ended = new Transaction(ring);
    early = new Transaction(earlyRing);
  }

  /// Takes a message.
  ///
  /// @param timestampNanos nanoseconds since 1970, or the least number where its frame had no time
  /// @return what it is to its transaction, which is [#transaction] for a query and for an answer
  @HotPath
  public MessageRole match(long timestampNanos, FlowView flow, DnsMessageView message) {
    boolean timed = timestampNanos != NO_TIMESTAMP;
    if (timed) {
      nanosBefore = latestNanos;
      latestNanos = timestampNanos;
    }
    key.set(flow, message);
    return message.isResponse()
        ? matchResponse(latestNanos, timed, message)
        : matchQuery(latestNanos, timed, message);
  }

  /// The transaction of the last message, as it was before that message: for an answer, `lastNanos`
  /// is the time when the query was last sent.
  @HotPath
  public Transaction transaction() {
    return transaction;
  }

  /// The response that came before its query, where the last message was one
  /// [MessageRole#QUERY_ANSWERED_EARLIER]; its outcome, and its time as `firstNanos`.
  @HotPath
  public Transaction early() {
    return early;
  }

  /// Ends the transactions that are still open.
  ///
  /// @param endNanos the time of the capture's last frame
  public void finish(long endNanos) {
    for (; ring.size() > 0; ring.dropOldest()) {
      if (!ended.at(ring.oldest()).isAnswered()) {
        boolean isOver = endNanos - ended.lastNanos() > timeoutNanos;
        unanswered.onUnanswered(ended, isOver ? Outcome.UNANSWERED : Outcome.CAPTURE_ENDED);
      }
    }
    open = 0;
  }

  /// Says what time it is, for messages in frames without one.
  public void standAt(long nanos) {
    nanosBefore = nanos;
    latestNanos = nanos;
  }

  /// Takes note of the time of a message that somebody else takes.
  ///
  /// @param timestampNanos nanoseconds since 1970, or the least number where its frame had no time
  public void pass(long timestampNanos) {
    if (timestampNanos != NO_TIMESTAMP) {
      nanosBefore = latestNanos;
      latestNanos = timestampNanos;
    }
  }

  /// The time that a message has whose frame has none, in nanoseconds since 1970.
  public long latestNanos() {
    return latestNanos;
  }

  /// Stops here, for another matcher to go on. What is over by the time is not passed on; the queries
  /// among it are unanswered.
  ///
  /// @param nanos what comes is later, but for [CutFamilies#DISORDER_NANOS]
  public MatcherState stop(long nanos) {
    long oldestNanos = nanos - timeoutNanos - CutFamilies.DISORDER_NANOS;
    long oldestEarlyNanos = nanos - skewNanos - CutFamilies.DISORDER_NANOS;
    MatcherState state = new MatcherState();
    state.setLatestNanos(latestNanos);
    for (; ring.size() > 0; ring.dropOldest()) {
      if (ended.at(ring.oldest()).lastNanos() >= oldestNanos) {
        ring.save(ring.oldest(), state.asked());
      } else if (!ended.isAnswered()) {
        unanswered.onUnanswered(ended, Outcome.UNANSWERED);
      }
    }
    open = 0;
    past.save(state.past(), oldestNanos);
    for (; earlyRing.size() > 0; earlyRing.dropOldest()) {
      boolean isWaiting = !early.at(earlyRing.oldest()).isAnswered();
      if (isWaiting && early.firstNanos() >= oldestEarlyNanos) {
        earlyRing.save(earlyRing.oldest(), state.early());
      }
    }
    return state;
  }

  /// Goes on where another matcher has stopped, whose messages have nothing to do with those that this one
  /// has taken.
  public void goOn(MatcherState state) {
    standAt(state.latestNanos());
    state.past().forEach(record -> goOnWithPast(new SavedTransaction(record)));
    state.asked().forEach(record -> goOnWithAsked(new SavedTransaction(record)));
    state.early().forEach(record -> goOnWithEarly(new SavedTransaction(record)));
  }

  private void goOnWithPast(SavedTransaction saved) {
    key.set(saved);
    boolean complete = past.add(key, saved, latestNanos - timeoutNanos);
    droppedAnswered += complete ? 0 : 1;
  }

  private void goOnWithAsked(SavedTransaction saved) {
    key.set(saved);
    makeRoom();
    ring.add(key, saved);
    open += saved.isAnswered() ? 0 : 1;
  }

  private void goOnWithEarly(SavedTransaction saved) {
    key.set(saved);
    makeRoomForEarly(latestNanos);
    earlyRing.add(key, saved);
    latestEarlyNanos = Math.max(latestEarlyNanos, saved.firstNanos());
  }

  /// Transactions that were dropped before they were answered or timed out, because a table was full.
  public long droppedOpen() {
    return droppedOpen;
  }

  /// Transactions that were answered and dropped before the timeout, because a table was full: another
  /// response to them is taken for an unsolicited one.
  public long droppedAnswered() {
    return droppedAnswered;
  }

  private MessageRole matchQuery(long nanos, boolean timed, DnsMessageView message) {
    if (wasAsked(nanos)) {
      return MessageRole.RETRANSMISSION;
    }
    makeRoom();
    transaction.at(ring.add(key, nanos, Transaction.factsOf(message, timed)));
    open++;
    if (key.hasQuestion()) {
      ring.addName(message.qname());
    }
    if (latestEarlyNanos != NO_TIMESTAMP && wasAnsweredEarlier(nanos)) {
      answer(nanos);
      return MessageRole.QUERY_ANSWERED_EARLIER;
    }
    return MessageRole.QUERY;
  }

  /// Whether a query is a copy of one, or asks what is asked already.
  private boolean wasAsked(long nanos) {
    long number = ring.find(key);
    for (int i = 0; i < MOST_LOOKED_AT && number != TransactionRing.NONE; i++) {
      long since = Math.abs(nanos - transaction.at(number).lastNanos());
      if (since <= COPY_NANOS && transaction.transport() == Transport.UDP) {
        return true;
      }
      if (since <= timeoutNanos && !transaction.isAnswered()) {
        transaction.sendAgain(nanos);
        return true;
      }
      number = ring.older(key, number);
    }
    return false;
  }

  private boolean wasAnsweredEarlier(long nanos) {
    if (nanos - latestEarlyNanos > skewNanos) {
      return false;
    }
    long number = findEarly(nanos);
    if (number == TransactionRing.NONE) {
      return false;
    }
    early.at(number).answer(nanos);
    return true;
  }

  /// The newest early response with the query's question; or else one of which the question cannot be
  /// compared, as it or the query has none that can be read.
  private long findEarly(long nanos) {
    long byTheRest = TransactionRing.NONE;
    long number = earlyRing.findFamily(key);
    for (int i = 0; i < MOST_LOOKED_AT && number != TransactionRing.NONE; i++) {
      if (isWaiting(number, nanos)) {
        long question = earlyRing.get(number, TransactionRing.QUESTION);
        if (question == key.question) {
          return number;
        }
        if (byTheRest == TransactionRing.NONE
            && !(key.hasQuestion() && TransactionKey.isQuestion(question))) {
          byTheRest = number;
        }
      }
      number = earlyRing.olderOfFamily(key, number);
    }
    return byTheRest;
  }

  /// Whether a response came so early that a query at a time can be the one that it answers.
  private boolean isWaiting(long number, long nanos) {
    long ahead = nanos - earlyRing.get(number, TransactionRing.FIRST);
    return ahead <= skewNanos && ahead >= -timeoutNanos && !early.at(number).isAnswered();
  }

  private MessageRole matchResponse(long nanos, boolean timed, DnsMessageView message) {
    long number = key.hasQuestion() ? findAsked(nanos) : findByTheRest(nanos);
    if (number == TransactionRing.NONE && past.find(key, nanos - timeoutNanos)) {
      return continuePast(nanos);
    }
    if (number == TransactionRing.NONE && key.hasQuestion()) {
      number = findByTheRest(nanos);
    }
    if (number == TransactionRing.NONE) {
      keepEarly(nanos, timed, message);
      return MessageRole.UNSOLICITED;
    }
    if (!transaction.at(number).isAnswered()) {
      answer(nanos);
      return MessageRole.ANSWER;
    }
    if (transaction.isTransfer()) {
      transaction.renew(nanos);
      return MessageRole.CONTINUATION;
    }
    return MessageRole.DUPLICATE;
  }

  private MessageRole continuePast(long nanos) {
    if (past.isTransfer()) {
      past.renew(nanos);
      return MessageRole.CONTINUATION;
    }
    return MessageRole.DUPLICATE;
  }

  private void answer(long nanos) {
    transaction.answer(nanos);
    open--;
  }

  /// The newest query with the response's question.
  private long findAsked(long nanos) {
    long number = ring.find(key);
    for (int i = 1;
        i < MOST_LOOKED_AT && number != TransactionRing.NONE && !isInTime(number, nanos);
        i++) {
      number = ring.older(key, number);
    }
    return number != TransactionRing.NONE && isInTime(number, nanos)
        ? number
        : TransactionRing.NONE;
  }

  /// The query that was asked last with the response's ends and message ID: an open one, or else one
  /// that was answered; for a response that has a question, an open one that has none, or none that can be
  /// read.
  private long findByTheRest(long nanos) {
    boolean any = !key.hasQuestion();
    long waiting = TransactionRing.NONE;
    long answered = TransactionRing.NONE;
    long number = ring.findFamily(key);
    for (int i = 0; i < MOST_LOOKED_AT && number != TransactionRing.NONE; i++) {
      long question = ring.get(number, TransactionRing.QUESTION);
      if (isInTime(number, nanos) && (any || !TransactionKey.isQuestion(question))) {
        if (!transaction.at(number).isAnswered()) {
          waiting = askedLater(waiting, number);
        } else if (any) {
          answered = askedLater(answered, number);
        }
      }
      number = ring.olderOfFamily(key, number);
    }
    return waiting != TransactionRing.NONE ? waiting : answered;
  }

  private long askedLater(long number, long other) {
    return number == TransactionRing.NONE
            || ring.get(other, TransactionRing.FIRST) > ring.get(number, TransactionRing.FIRST)
        ? other
        : number;
  }

  /// Whether a response at a time can belong to a transaction.
  private boolean isInTime(long number, long nanos) {
    return nanos - ring.get(number, TransactionRing.LAST) <= timeoutNanos
        && ring.get(number, TransactionRing.FIRST) - nanos <= skewNanos;
  }

  /// Keeps a response whose query may still come.
  private void keepEarly(long nanos, boolean timed, DnsMessageView message) {
    makeRoomForEarly(nanos);
    earlyRing.add(key, nanos, Transaction.factsOf(message, timed));
    if (isContinued && key.hasQuestion()) {
      earlyRing.addName(message.qname());
    }
    latestEarlyNanos = Math.max(latestEarlyNanos, nanos);
  }

  private void makeRoomForEarly(long nanos) {
    if (!earlyRing.hasRoom()) {
      long age = nanos - earlyRing.get(earlyRing.oldest(), TransactionRing.FIRST);
      if (age <= skewNanos && earlyRing.canGrow()) {
        earlyRing.grow();
      } else {
        earlyRing.dropOldest();
      }
    }
  }

  /// Lets go of transactions that are over, and keeps open ones as long as they are few; else lets the
  /// table grow, or drops one that is not over. A lone message with a wrong clock ends nothing.
  private void makeRoom() {
    long nanos = Math.min(latestNanos, nanosBefore);
    mayBeKept = Math.min(mayBeKept + KEPT_FOR_EACH, ring.size());
    while (!ring.hasRoom()) {
      long age = nanos - ended.at(ring.oldest()).lastNanos();
      boolean isOpen = !ended.isAnswered();
      if (age > (isOpen ? timeoutNanos : COPY_NANOS)) {
        dropOldest(Outcome.UNANSWERED, nanos);
      } else if (isOpen && open * 2 <= ring.size() && mayBeKept > 0) {
        mayBeKept--;
        ring.renewOldest();
      } else if (ring.canGrow()) {
        ring.grow();
      } else {
        droppedOpen += isOpen ? 1 : 0;
        dropOldest(Outcome.TABLE_FULL, nanos);
      }
    }
  }

  private void dropOldest(int outcome, long nanos) {
    if (ended.at(ring.oldest()).isAnswered()) {
      boolean complete = past.add(ended, nanos - timeoutNanos);
      droppedAnswered += complete ? 0 : 1;
    } else {
      open--;
      unanswered.onUnanswered(ended, outcome);
    }
    ring.dropOldest();
  }
}
