package dev.rcodestat.transaction;

import dev.rcodestat.capture.FrameView;
import dev.rcodestat.packet.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The rules of docs/reference/report.md once more, written down as they read: lists that are searched
/// from their ends, no hashes, nothing ever dropped.
final class SlowMatcher {
  private static final long COPY_NANOS = 1_000_000;
  private static final int LOOKED_AT = 16;

  private final List<Asked> transactions = new ArrayList<>();
  private final List<Waiting> unsolicited = new ArrayList<>();
  private final long timeoutNanos;
  private final long skewNanos;
  private long latestNanos;
  private Optional<Asked> last = Optional.empty();

  SlowMatcher(MatchingRules rules) {
    timeoutNanos = rules.timeoutNanos();
    skewNanos = rules.skewNanos();
  }

  /// A query, and what became of it.
  static final class Asked {
    final Said query;
    final long firstNanos;
    long lastSentNanos;
    int sends = 1;

    /// The first response.
    Optional<Said> answer = Optional.empty();

    /// When that came.
    long answeredNanos;

    /// The last message that kept it going.
    private long lastNanos;

    private Asked(Said query, long nanos) {
      this.query = query;
      firstNanos = nanos;
      lastSentNanos = nanos;
      lastNanos = nanos;
    }

    boolean isOpen() {
      return answer.isEmpty();
    }

    private boolean isTransfer() {
      return query.family().transport() == Transport.TCP && query.question().isTransfer();
    }

    private void answer(Said response, long nanos) {
      answer = Optional.of(response);
      answeredNanos = nanos;
    }

    private void sendAgain(long nanos) {
      sends++;
      lastSentNanos = Math.max(lastSentNanos, nanos);
      goOn(nanos);
    }

    private void goOn(long nanos) {
      lastNanos = Math.max(lastNanos, nanos);
    }
  }

  /// A response that was unsolicited so far.
  private static final class Waiting {
    private final Said response;
    private final long nanos;
    private boolean isTaken;

    private Waiting(Said response, long nanos) {
      this.response = response;
      this.nanos = nanos;
    }
  }

  MessageRole match(Said message) {
    if (message.isTimed()) {
      latestNanos = message.nanos();
    }
    return message.isResponse() ? matchResponse(message) : matchQuery(message);
  }

  /// The transaction of the last message, unless that was unsolicited.
  Asked last() {
    return last.orElseThrow();
  }

  /// All transactions, in the order in which they began.
  List<Asked> transactions() {
    return transactions;
  }

  /// Whether a transaction without a response was over before the end of the capture.
  boolean isOver(Asked asked, long endNanos) {
    return endNanos != FrameView.NO_TIMESTAMP && endNanos - asked.lastNanos > timeoutNanos;
  }

  private MessageRole matchQuery(Said query) {
    for (Asked asked : newest(query, other -> other.question().isSameAs(query.question()))) {
      long since = Math.abs(latestNanos - asked.lastSentNanos);
      last = Optional.of(asked);
      if (since <= COPY_NANOS && query.family().transport() == Transport.UDP) {
        return MessageRole.RETRANSMISSION;
      }
      if (since <= timeoutNanos && asked.isOpen()) {
        asked.sendAgain(latestNanos);
        return MessageRole.RETRANSMISSION;
      }
    }
    Asked asked = new Asked(query, latestNanos);
    transactions.add(asked);
    last = Optional.of(asked);
    Optional<Waiting> early = early(query);
    if (early.isEmpty()) {
      return MessageRole.QUERY;
    }
    early.get().isTaken = true;
    asked.answer(early.get().response, early.get().nanos);
    return MessageRole.QUERY_ANSWERED_EARLIER;
  }

  /// The newest response that may have come early, with the question; or else without any.
  private Optional<Waiting> early(Said query) {
    List<Waiting> found = new ArrayList<>();
    int lookedAt = 0;
    for (int i = unsolicited.size() - 1; i >= 0 && lookedAt < LOOKED_AT; i--) {
      Waiting waiting = unsolicited.get(i);
      if (waiting.response.family().equals(query.family())) {
        lookedAt++;
        if (!waiting.isTaken
            && latestNanos - waiting.nanos <= skewNanos
            && waiting.nanos - latestNanos <= timeoutNanos) {
          found.add(waiting);
        }
      }
    }
    return found.stream()
        .filter(waiting -> waiting.response.question().isSameAs(query.question()))
        .findFirst()
        .or(() ->
            found.stream()
                .filter(waiting -> !areBothReadable(waiting.response, query))
                .findFirst());
  }

  private MessageRole matchResponse(Said response) {
    Optional<Asked> found = asked(response);
    if (found.isEmpty()) {
      unsolicited.add(new Waiting(response, latestNanos));
      return MessageRole.UNSOLICITED;
    }
    Asked asked = found.get();
    last = found;
    boolean isFirst = asked.isOpen();
    if (isFirst) {
      asked.answer(response, latestNanos);
    }
    if (asked.isTransfer()) {
      asked.goOn(latestNanos);
    }
    if (isFirst) {
      return MessageRole.ANSWER;
    }
    return asked.isTransfer() ? MessageRole.CONTINUATION : MessageRole.DUPLICATE;
  }

  private Optional<Asked> asked(Said response) {
    if (response.question().kind() != Said.Kind.READABLE) {
      List<Asked> any = inTime(newest(response, query -> true));
      return latest(any, Asked::isOpen).or(() -> latest(any, asked -> true));
    }
    List<Asked> same = newest(response, query -> query.question().isSameAs(response.question()));
    return inTime(same).stream()
        .findFirst()
        .or(() ->
            latest(
                inTime(newest(response, query -> true)),
                asked -> asked.isOpen() && !areBothReadable(asked.query, response)));
  }

  private static boolean areBothReadable(Said one, Said other) {
    return one.question().kind() == Said.Kind.READABLE
        && other.question().kind() == Said.Kind.READABLE;
  }

  /// The newest transactions with the ends and the ID of a message, newest first.
  private List<Asked> newest(Said message, Predicate<Said> condition) {
    List<Asked> found = new ArrayList<>();
    for (int i = transactions.size() - 1; i >= 0 && found.size() < LOOKED_AT; i--) {
      Said query = transactions.get(i).query;
      if (query.family().equals(message.family()) && condition.test(query)) {
        found.add(transactions.get(i));
      }
    }
    return found;
  }

  private List<Asked> inTime(List<Asked> candidates) {
    return candidates.stream()
        .filter(asked -> latestNanos - asked.lastNanos <= timeoutNanos)
        .filter(asked -> asked.firstNanos - latestNanos <= skewNanos)
        .toList();
  }

  /// The one that was asked last; of several at one time, the first in the list.
  private static Optional<Asked> latest(List<Asked> candidates, Predicate<Asked> condition) {
    return candidates.stream()
        .filter(condition)
        .reduce((one, other) -> other.firstNanos > one.firstNanos ? other : one);
  }
}
