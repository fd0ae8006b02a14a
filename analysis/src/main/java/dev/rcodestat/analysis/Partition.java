package dev.rcodestat.analysis;

import dev.rcodestat.capture.MessageReader;
import dev.rcodestat.capture.MessageTaker;
import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.Service;
import dev.rcodestat.tally.FailureRankings;
import dev.rcodestat.tally.Resolvers;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.transaction.MessageRole;
import dev.rcodestat.transaction.Transaction;
import dev.rcodestat.transaction.TransactionMatcher;
import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;

/// All messages between some pairs of addresses, in the order of the capture: what they are to each
/// other, and how many there are. It has a share of every bound of its own. Single-threaded.
final class Partition implements MessageTaker {
  private final Tally tally;
  private final int share;
  private final FailureRankings failures;
  private final TransactionMatcher matcher;
  private final MessageReader reader;

  /// @param tally counts the messages, beside those of other partitions that the same thread works on
  /// @param share the number of this partition there
  Partition(AnalysisOptions options, Tally tally, int share) {
    this.tally = tally;
    this.share = share;
    failures = new FailureRankings(options.selection(), options.resolvers().orElse(Resolvers.NONE));
    matcher = new TransactionMatcher(options.matching(), this::countUnanswered);
    reader = new MessageReader(this::count, tally::countIncomplete);
  }

  @Override
  @HotPath
  public void onMessage(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    reader.onMessage(nanos, flow, memory, offset, captured, length);
  }

  @Override
  public void onIncompleteMessage(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    reader.onIncompleteMessage(nanos, flow, memory, offset, captured, length);
  }

  /// Ends what is still open.
  ///
  /// @param endNanos the time of the capture's last frame
  void finish(long endNanos) {
    tally.goToShare(share);
    matcher.finish(endNanos);
    tally.countDropped(matcher.droppedOpen(), matcher.droppedAnswered());
  }

  FailureRankings failures() {
    return failures;
  }

  private void count(long nanos, FlowView flow, DnsMessageView message) {
    tally.goToShare(share);
    if (flow.service() == Service.DNS) {
      MessageRole role = matcher.match(nanos, flow, message);
      tally.count(nanos, flow, message, role, matcher);
      failures.count(flow, message, role, matcher);
    } else {
      tally.count(nanos, flow, message);
    }
  }

  private void countUnanswered(Transaction transaction, int outcome) {
    tally.countUnanswered(transaction, outcome);
    failures.countUnanswered(transaction, outcome);
  }
}
