package dev.rcodestat.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.capture.FrameView;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.transaction.Said.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The matcher and another one, which is too simple to be wrong in the same way, agree on random
/// traffic in which everything collides: on the role of every message, and on every transaction.
class SlowMatcherOpinionTest {
  private static final int SHORT_RUNS = 400;
  private static final int SHORT_MESSAGES = 250;
  private static final int LONG_RUNS = 20;
  private static final int LONG_MESSAGES = 3_000;

  /// More than any run needs.
  private static final int BOUND = 1 << 14;

  private final Map<MessageRole, Integer> seen = new EnumMap<>(MessageRole.class);

  /// So few messages that no table is ever full, and times that run in every way.
  @ParameterizedTest
  @EnumSource
  void smallPoolsOfEverything(RandomTraffic.Clock clock) {
    for (int seed = 0; seed < SHORT_RUNS; seed++) {
      Random random = new Random(seed);
      int clients = 1 + random.nextInt(3);
      int ids = 1 + random.nextInt(3);
      List<Said> traffic = new RandomTraffic(random, clock, clients, ids).make(SHORT_MESSAGES);
      compare(clock + ", seed " + seed, traffic);
    }
    assertThat(seen).containsOnlyKeys(MessageRole.values());
  }

  /// So many messages that transactions move from table to table.
  @ParameterizedTest
  @EnumSource(names = {"FORWARD", "JITTERING", "PARTLY_MISSING", "STANDING"})
  void fullTables(RandomTraffic.Clock clock) {
    for (int seed = 0; seed < LONG_RUNS; seed++) {
      RandomTraffic traffic = new RandomTraffic(new Random(seed), clock, 20, 20);
      compare(clock + ", seed " + seed, traffic.make(LONG_MESSAGES));
    }
    assertThat(seen).containsOnlyKeys(MessageRole.values());
  }

  private void compare(String run, List<Said> traffic) {
    SlowMatcher slow = new SlowMatcher(MatchingRules.defaults());
    List<String> unanswered = new ArrayList<>();
    Talk talk =
        new Talk(BOUND, (transaction, outcome) -> unanswered.add(describe(transaction, outcome)));
    long endNanos = FrameView.NO_TIMESTAMP;
    for (int i = 0; i < traffic.size(); i++) {
      Said said = traffic.get(i);
      MessageRole role = talk.hear(said);
      MessageRole slowRole = slow.match(said);
      String opinion = describe(role, talk.matcher());
      String slowOpinion = describe(slowRole, slow);
      if (!opinion.equals(slowOpinion)) {
        throw new AssertionError(
            "%s, message %d:%n%s%nthe slow one:%n%s%n%s"
                .formatted(run, i, opinion, slowOpinion, history(traffic, i)));
      }
      seen.merge(role, 1, Integer::sum);
      endNanos = Math.max(endNanos, said.nanos());
    }
    talk.matcher().finish(endNanos);
    assertThat(unanswered)
        .as(run)
        .containsExactlyInAnyOrderElementsOf(describeUnanswered(slow, endNanos));
  }

  private static String describe(MessageRole role, TransactionMatcher matcher) {
    return switch (role) {
      case QUERY, RETRANSMISSION -> describe(role, matcher.transaction());
      case QUERY_ANSWERED_EARLIER ->
          describe(role, matcher.transaction())
              + " by %s at %d"
                  .formatted(new Outcome(matcher.early().outcome()), matcher.early().firstNanos());
      case ANSWER ->
          describe(role, matcher.transaction())
              + " after %d".formatted(matcher.transaction().lastNanos());
      case DUPLICATE, CONTINUATION, UNSOLICITED -> role.toString();
    };
  }

  private static String describe(MessageRole role, SlowMatcher slow) {
    return switch (role) {
      case QUERY, RETRANSMISSION -> describe(role, slow.last());
      case QUERY_ANSWERED_EARLIER ->
          describe(role, slow.last())
              + " by %s at %d"
                  .formatted(slow.last().answer.orElseThrow().outcome(), slow.last().answeredNanos);
      case ANSWER -> describe(role, slow.last()) + " after %d".formatted(slow.last().lastSentNanos);
      case DUPLICATE, CONTINUATION, UNSOLICITED -> role.toString();
    };
  }

  private static List<String> describeUnanswered(SlowMatcher slow, long endNanos) {
    return slow.transactions().stream()
        .filter(SlowMatcher.Asked::isOpen)
        .map(asked ->
            describe(
                new Outcome(
                    slow.isOver(asked, endNanos) ? Outcome.UNANSWERED : Outcome.CAPTURE_ENDED),
                asked))
        .toList();
  }

  private static String describe(Transaction transaction, int outcome) {
    return describe(new Outcome(outcome), transaction);
  }

  private static String describe(Object what, Transaction transaction) {
    return "%s: %s > %s %s %s %s sent %d times from %d on, %s"
        .formatted(
            what,
            new IpAddress(transaction.version(), transaction.clientHigh(), transaction.clientLow()),
            new IpAddress(transaction.version(), transaction.serverHigh(), transaction.serverLow()),
            transaction.transport(),
            new QueryType(transaction.type()),
            Arrays.toString(Talk.name(transaction)),
            transaction.sends(),
            transaction.firstNanos(),
            transaction.isTimed());
  }

  private static String describe(Object what, SlowMatcher.Asked asked) {
    Question question = asked.query.question();
    byte[] name =
        question.kind() == Said.Kind.READABLE
            ? MessageBuilder.name(question.name().toLowerCase(Locale.ROOT))
            : new byte[0];
    return "%s: %s > %s %s %s %s sent %d times from %d on, %s"
        .formatted(
            what,
            asked.query.family().clientAddress(),
            asked.query.family().serverAddress(),
            asked.query.family().transport(),
            new QueryType(question.queryType()),
            Arrays.toString(name),
            asked.sends,
            asked.firstNanos,
            asked.query.isTimed());
  }

  /// What was said by the same two with the same ID.
  private static String history(List<Said> traffic, int last) {
    return traffic.subList(0, last + 1).stream()
        .filter(said -> said.family().equals(traffic.get(last).family()))
        .map(Said::toString)
        .collect(Collectors.joining("\n"));
  }
}
