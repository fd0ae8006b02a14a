package dev.rcodestat.transaction;

import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.wire.RecordLog;

/// What a matcher knows where a part of a capture ends, for another one to go on with: records of
/// [SavedTransaction]. Mutable; single-threaded.
public final class MatcherState {
  /// More of each than a few matchers together pass on.
  private static final int MOST = 1 << 20;

  private final RecordLog asked = new RecordLog();
  private final RecordLog past = new RecordLog();
  private final RecordLog early = new RecordLog();
  private long latestNanos;

  /// Transactions, open or answered just now, in the order in which they began.
  public RecordLog asked() {
    return asked;
  }

  /// Transactions that were answered a while ago.
  public RecordLog past() {
    return past;
  }

  /// Responses that wait for their query.
  public RecordLog early() {
    return early;
  }

  /// The time that a message has whose frame has none, in nanoseconds since 1970.
  public long latestNanos() {
    return latestNanos;
  }

  /// Says what time it is.
  public void setLatestNanos(long nanos) {
    latestNanos = nanos;
  }

  /// Writes it.
  public void write(String name, SavedWriter out) {
    out.startObject(name);
    out.number("latestNanos", latestNanos);
    TransactionRows.write("asked", asked, out);
    TransactionRows.write("past", past, out);
    TransactionRows.write("early", early, out);
    out.endObject();
  }

  /// Reads what has been written.
  public static MatcherState read(String name, SavedReader in) throws SavedResultException {
    MatcherState state = new MatcherState();
    in.startObject(name);
    state.latestNanos = in.number("latestNanos");
    TransactionRows.read("asked", state.asked, MOST, in);
    TransactionRows.read("past", state.past, MOST, in);
    TransactionRows.read("early", state.early, MOST, in);
    in.endObject();
    return state;
  }

  /// Adds what another matcher knows, of messages that have nothing to do with those of this one and
  /// came later.
  public void append(MatcherState later) {
    asked.append(later.asked);
    past.append(later.past);
    early.append(later.early);
  }
}
