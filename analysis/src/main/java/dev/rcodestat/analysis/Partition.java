package dev.rcodestat.analysis;

import dev.rcodestat.capture.MessageReader;
import dev.rcodestat.capture.MessageTaker;
import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.Service;
import dev.rcodestat.tally.FailureRankings;
import dev.rcodestat.tally.Resolvers;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.transaction.MatcherState;
import dev.rcodestat.transaction.MessageRole;
import dev.rcodestat.transaction.Transaction;
import dev.rcodestat.transaction.TransactionMatcher;
import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// All messages between some pairs of addresses, in the order of the capture: what they are to each
/// other, and how many there are. It has a share of every bound of its own. Single-threaded.
final class Partition implements MessageTaker {
  private final Tally tally;
  private final int share;
  private final FailureRankings failures;
  private final TransactionMatcher matcher;
  private final MessageReader reader;

  /// What is kept for a part that goes before; null where there is none.
  private final @Nullable Beginning beginning;

  /// @param tally counts the messages, beside those of other partitions that the same thread works on
  /// @param share the number of this partition there
  Partition(AnalysisOptions options, Tally tally, int share) {
    this(
        options,
        tally,
        share,
        new FailureRankings(options.selection(), options.resolvers().orElse(Resolvers.NONE)),
        options.isPart() ? new Beginning(options.matching()) : null);
  }

  /// @param failures counts what fails
  /// @param beginning what is kept for a part that goes before; null where there is none
  Partition(
      AnalysisOptions options,
      Tally tally,
      int share,
      FailureRankings failures,
      @Nullable Beginning beginning) {
    this.tally = tally;
    this.share = share;
    this.failures = failures;
    this.beginning = beginning;
    matcher = new TransactionMatcher(options.matching(), this::countUnanswered, options.isPart());
    reader = new MessageReader(this::count, tally::countIncomplete);
  }

  @Override
  @HotPath
  public void onMessage(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    if (beginning == null || !keeps(beginning, nanos, flow, memory, offset, captured, length)) {
      reader.onMessage(nanos, flow, memory, offset, captured, length);
    }
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

  /// Takes the messages of a log, as if they came now.
  void takeAll(MessageLog log) {
    log.forEach((dated, nanos, timed, flow, memory, offset, captured, length) -> {
      if (dated && !timed) {
        standAt(nanos);
      }
      onMessage(timed ? nanos : Tally.NO_TIMESTAMP, flow, memory, offset, captured, length);
    });
  }

  private void standAt(long nanos) {
    matcher.standAt(nanos);
    if (beginning != null) {
      beginning.standAt(nanos);
    }
  }

  /// Goes on where another part has ended, behind what it has taken so far.
  void goOn(MatcherState state) {
    matcher.goOn(state);
  }

  /// Ends the part here.
  PartitionEnds stop() {
    if (beginning == null) {
      throw new IllegalStateException("nothing was kept for other parts");
    }
    tally.goToShare(share);
    MatcherState end = matcher.stop(beginning.families().times().surelyNanos());
    tally.countDropped(matcher.droppedOpen(), matcher.droppedAnswered());
    return new PartitionEnds(beginning, end);
  }

  private boolean keeps(
      Beginning kept,
      long nanos,
      FlowView flow,
      ByteBuffer memory,
      int offset,
      int captured,
      int length) {
    if (!kept.keeps(nanos, flow, memory, offset, captured, length)) {
      return false;
    }
    matcher.pass(nanos);
    if (kept.isFull()) {
      giveUp(kept);
    }
    return true;
  }

  /// Counts the beginning by itself, as if nothing had been before: there is more of it than can be kept.
  private void giveUp(Beginning kept) {
    MessageLog log = kept.giveUp();
    long latestNanos = matcher.latestNanos();
    log.forEach((dated, nanos, timed, flow, memory, offset, captured, length) -> {
      if (dated && !timed) {
        matcher.standAt(nanos);
      }
      reader.onMessage(timed ? nanos : Tally.NO_TIMESTAMP, flow, memory, offset, captured, length);
    });
    matcher.standAt(latestNanos);
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
