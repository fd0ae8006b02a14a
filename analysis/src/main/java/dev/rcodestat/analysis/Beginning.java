package dev.rcodestat.analysis;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.Service;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.transaction.CutFamilies;
import dev.rcodestat.transaction.MatchingRules;
import java.nio.ByteBuffer;

/// The messages of a partition that may have to do with those before the part begins: kept as they came,
/// until it is known what was before. Single-threaded.
final class Beginning {
  /// The most octets of messages that are kept; more are not, and then nothing of the beginning is.
  static final int MOST_OCTETS = 1 << 22;

  private final CutFamilies families;
  private MessageLog log = new MessageLog();
  private long notKept;
  private final DnsMessageView message = new DnsMessageView();

  Beginning(MatchingRules rules) {
    families = new CutFamilies(rules);
  }

  /// Keeps a message, if it may have to do with those before; see
  /// [dev.rcodestat.capture.MessageTaker].
  ///
  /// @return whether it is kept
  boolean keeps(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    if (flow.service() != Service.DNS) {
      return false;
    }
    message.wrap(memory, offset, captured, length);
    if (!families.takes(nanos, flow, message)) {
      return false;
    }
    boolean timed = nanos != Long.MIN_VALUE;
    CutFamilies.Times times = families.times();
    log.add(times.isTimed(), times.latestNanos(), timed, flow, memory, offset, captured, length);
    return true;
  }

  /// Says what time it is, for messages in frames without one.
  void standAt(long nanos) {
    families.standAt(nanos);
  }

  /// Whether there is more than is to be kept.
  boolean isFull() {
    return log.octets() > MOST_OCTETS;
  }

  /// The messages that are kept.
  MessageLog log() {
    return log;
  }

  /// Keeps nothing any more, as there is too much.
  ///
  /// @return what was kept
  MessageLog giveUp() {
    notKept += log.messages();
    return end();
  }

  /// Keeps nothing any more.
  ///
  /// @return what was kept
  MessageLog end() {
    MessageLog kept = log;
    log = new MessageLog();
    families.end();
    return kept;
  }

  /// How many messages would have been kept if there had not been too many.
  long notKept() {
    return notKept;
  }

  CutFamilies families() {
    return families;
  }

  void write(String name, SavedWriter out) {
    CutFamilies.Times times = families.times();
    out.startObject(name);
    out.flag("timed", times.isTimed());
    out.number("firstNanos", times.firstNanos());
    out.number("latestNanos", times.latestNanos());
    out.number("surelyNanos", times.surelyNanos());
    out.flag("allBehind", families.isBehindBeginning());
    out.flag("over", families.isOver());
    out.number("notKept", notKept);
    log.write("messages", out);
    out.endObject();
  }

  static Beginning read(String name, MatchingRules rules, SavedReader in)
      throws SavedResultException {
    Beginning beginning = new Beginning(rules);
    in.startObject(name);
    CutFamilies.Times times =
        new CutFamilies.Times(
            in.flag("timed"),
            in.number("firstNanos"),
            in.number("latestNanos"),
            in.number("surelyNanos"));
    boolean allBehind = in.flag("allBehind");
    boolean over = in.flag("over");
    beginning.notKept = in.count("notKept");
    MessageLog.read("messages", in, () -> !beginning.isFull(), beginning::restore);
    beginning.families.restore(times, allBehind, over);
    in.endObject();
    return beginning;
  }

  private void restore(
      boolean dated,
      long nanos,
      boolean timed,
      FlowView flow,
      ByteBuffer memory,
      int offset,
      int captured,
      int length) {
    message.wrap(memory, offset, captured, length);
    families.restore(nanos, flow, message);
    log.add(dated, nanos, timed, flow, memory, offset, captured, length);
  }
}
