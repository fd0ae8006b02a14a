package dev.rcodestat.transaction;

import static dev.rcodestat.samples.MessageBuilder.CLASS_IN;
import static dev.rcodestat.samples.MessageBuilder.query;
import static dev.rcodestat.samples.MessageBuilder.response;
import static dev.rcodestat.transaction.MessageRole.ANSWER;
import static dev.rcodestat.transaction.MessageRole.CONTINUATION;
import static dev.rcodestat.transaction.MessageRole.DUPLICATE;
import static dev.rcodestat.transaction.MessageRole.QUERY;
import static dev.rcodestat.transaction.MessageRole.QUERY_ANSWERED_EARLIER;
import static dev.rcodestat.transaction.MessageRole.RETRANSMISSION;
import static dev.rcodestat.transaction.MessageRole.UNSOLICITED;
import static dev.rcodestat.transaction.Talk.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.samples.MessageBuilder;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a matcher may keep, with small bounds; and what traffic costs that is made to cost much.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MatcherBoundsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// The smallest that there is.
  private static final int BOUND = 256;

  private static final int A = 1;
  private static final int IDS = 1 << 16;

  private final Talk talk = new Talk(BOUND);

  @Test
  void theOldestOpenQueriesGiveWay() {
    for (int i = 0; i < 1000; i++) {
      talk.at(i, asks(i));
    }
    assertThat(talk.ended()).hasSize(1000 - BOUND).containsOnly("A table-full");
    assertThat(talk.matcher().droppedOpen()).isEqualTo(1000 - BOUND);

    assertThat(talk.at(1000, answers(1000 - BOUND - 1))).isEqualTo(UNSOLICITED);
    assertThat(talk.at(1000, answers(1000 - BOUND))).isEqualTo(ANSWER);
    assertThat(talk.at(1000, answers(999))).isEqualTo(ANSWER);
  }

  @Test
  void queriesThatAreOverGiveNoWay() {
    for (int i = 0; i < 1000; i++) {
      talk.at(i * SECOND, asks(i));
    }
    assertThat(talk.ended()).hasSizeGreaterThan(1000 - 2 * BOUND).containsOnly("A unanswered");
    assertThat(talk.matcher().droppedOpen()).isZero();
  }

  @Test
  void theOldestAnsweredOnesAreForgotten() {
    for (int i = 0; i < 1000; i++) {
      talk.at(2 * i, asks(i));
      talk.at(2 * i + 1, answers(i));
    }
    assertThat(talk.matcher().droppedAnswered()).isEqualTo(1000 - 2 * BOUND);
    assertThat(talk.at(2000, answers(1000 - 2 * BOUND - 1))).isEqualTo(UNSOLICITED);
    assertThat(talk.at(2000, answers(1000 - 2 * BOUND))).isEqualTo(DUPLICATE);
    assertThat(talk.at(2000, answers(999))).isEqualTo(DUPLICATE);
    assertThat(talk.endAt(60 * SECOND)).isEmpty();
  }

  @Test
  void answeredOnesThatAreOverAreNotMissed() {
    for (int i = 0; i < 10_000; i++) {
      talk.at(20 * i, asks(i));
      talk.at(20 * i + 1, answers(i));
    }
    assertThat(talk.matcher().droppedAnswered()).isZero();
  }

  @Test
  void theEndOfTheCaptureDropsNothing() {
    for (int i = 0; i < 2 * BOUND; i++) {
      talk.at(2 * i, asks(i));
      talk.at(2 * i + 1, answers(i));
    }
    talk.endAt(2 * SECOND);

    assertThat(talk.matcher().droppedAnswered()).isZero();
  }

  /// Whatever is answered around them.
  @ParameterizedTest
  @ValueSource(ints = {1, 100, BOUND / 2})
  void halfOfTheTableMayStayOpen(int open) {
    for (int i = 0; i < open; i++) {
      talk.at(0, asks(i));
    }
    for (int i = open; i < 20_000; i++) {
      double millis = 2 + i * 4.9 * SECOND / 20_000;
      talk.at(millis, asks(i));
      talk.at(millis, answers(i));
    }
    assertThat(talk.ended()).isEmpty();
    assertThat(talk.matcher().droppedOpen()).isZero();
    for (int i = 0; i < open; i++) {
      assertThat(talk.at(5 * SECOND, answers(i))).isEqualTo(ANSWER);
    }
  }

  @Test
  void responsesThatWaitForTheirQueryGiveWay() {
    for (int i = 0; i < 2 * BOUND; i++) {
      talk.at(0, answers(i));
    }
    assertThat(talk.at(1, asks(BOUND - 1))).isEqualTo(QUERY);
    assertThat(talk.at(1, asks(BOUND))).isEqualTo(QUERY_ANSWERED_EARLIER);
    assertThat(talk.at(1, asks(2 * BOUND - 1))).isEqualTo(QUERY_ANSWERED_EARLIER);
  }

  @Test
  void everyMessageIsAccountedFor() {
    for (RandomTraffic.Clock clock : RandomTraffic.Clock.values()) {
      for (int seed = 0; seed < 20; seed++) {
        List<Said> traffic = new RandomTraffic(new Random(seed), clock, 20, 100).make(4_000);
        checkAccount(clock + ", seed " + seed, traffic);
      }
    }
  }

  private static void checkAccount(String run, List<Said> traffic) {
    Map<MessageRole, Integer> roles = new EnumMap<>(MessageRole.class);
    List<Integer> unanswered = new ArrayList<>();
    Talk talk = new Talk(BOUND, (transaction, outcome) -> unanswered.add(outcome));
    for (Said said : traffic) {
      roles.merge(talk.hear(said), 1, Integer::sum);
    }
    int full = (int) unanswered.stream().filter(outcome -> outcome == Outcome.TABLE_FULL).count();
    talk.matcher().finish(Long.MAX_VALUE);

    int queries = (int) traffic.stream().filter(said -> !said.isResponse()).count();
    int transactions = sum(roles, QUERY, QUERY_ANSWERED_EARLIER);
    assertThat(transactions + sum(roles, RETRANSMISSION)).as(run).isEqualTo(queries);
    assertThat(sum(roles, ANSWER, DUPLICATE, CONTINUATION, UNSOLICITED))
        .as(run)
        .isEqualTo(traffic.size() - queries);
    assertThat(sum(roles, ANSWER, QUERY_ANSWERED_EARLIER) + unanswered.size())
        .as(run)
        .isEqualTo(transactions);
    assertThat(talk.matcher().droppedOpen()).as(run).isEqualTo(full);
  }

  private static int sum(Map<MessageRole, Integer> roles, MessageRole... some) {
    return Arrays.stream(some).mapToInt(role -> roles.getOrDefault(role, 0)).sum();
  }

  @Test
  void fullTablesDoNotGrow() {
    Talk full = new Talk(BOUND, (transaction, outcome) -> {});
    byte[] query = asks(0).build();
    byte[] response = answers(0).build();
    hearAll(full, query, response, 0);
    long least = Long.MAX_VALUE;
    for (int round = 1; round < 5 && least > 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      hearAll(full, query, response, round);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(full.matcher().droppedOpen()).isGreaterThan(BOUND);
    assertThat(full.matcher().droppedAnswered()).isGreaterThan(BOUND);
    assertThat(least).as("octets allocated for %d messages", 2 * IDS).isZero();
  }

  /// Every ID at once: of four queries one is answered, and one is answered before.
  private static void hearAll(Talk talk, byte[] query, byte[] response, long seconds) {
    long nanos = seconds * 1_000_000_000;
    for (int id = 0; id < IDS; id++) {
      setId(query, id);
      setId(response, id);
      if (id % 4 == 0) {
        talk.hear(nanos, response);
      }
      talk.hear(nanos, query);
      if (id % 4 == 1) {
        talk.hear(nanos, response);
      } else {
        talk.hear(nanos, query);
      }
      nanos += 10_000;
    }
  }

  // Names, which lie in a ring of their own.

  @Test
  void namesOfAllLengthsAreKeptAsTheyAre() {
    Random random = new Random(1035);
    List<byte[]> names = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      names.add(name(random, i % 7 == 0 ? 255 : random.nextInt(255)));
    }
    List<Integer> ended = new ArrayList<>();
    Talk longNames =
        new Talk(
            4 * BOUND,
            (transaction, outcome) -> {
              assertThat(Talk.name(transaction)).isEqualTo(names.get(transaction.type()));
              ended.add(transaction.type());
            });
    int answered = 0;
    for (int i = 0; i < names.size(); i++) {
      longNames.at(i, query(i).question(names.get(i), i, CLASS_IN));
      int old = i - random.nextInt(100);
      if (old >= 0
          && longNames.at(i, response(old).question(names.get(old), old, CLASS_IN)) == ANSWER) {
        assertThat(longNames.transaction().type()).isEqualTo(old);
        assertThat(Talk.name(longNames.transaction())).isEqualTo(names.get(old));
        answered++;
      }
    }
    longNames.matcher().finish(Long.MAX_VALUE);
    assertThat(answered).isGreaterThan(names.size() / 2);
    assertThat(ended).hasSize(names.size() - answered).doesNotHaveDuplicates();
  }

  /// Where names are long, they are what fills the table.
  @Test
  void longNamesGiveWayToo() {
    Random random = new Random(1035);
    for (int i = 0; i < 1000; i++) {
      talk.at(0, query(i).question(name(random, 255), A, CLASS_IN));
    }
    int kept = (BOUND * 4 - 32) / 32 + 1;
    assertThat(talk.matcher().droppedOpen()).isEqualTo(1000 - kept);
    assertThat(talk.endAt(0)).hasSize(1000);
  }

  /// Labels of random letters, in lower case.
  ///
  /// @param octets how many there are, 1 to 255, or one more where that leaves none for a letter
  private static byte[] name(Random random, int octets) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    while (name.size() < octets - 1) {
      int label = Math.clamp(octets - name.size() - 2, 1, 63);
      name.write(label);
      for (int i = 0; i < label; i++) {
        name.write('a' + random.nextInt(26));
      }
    }
    name.write(0);
    return name.toByteArray();
  }

  // Traffic made to cost much. Each test ends in well under a second; the limit only catches a cost
  // that
  // grows with the square.

  @Test
  void queriesForRandomNamesWithTheSamePortsAndId() {
    Talk usual = new Talk();
    byte[] query = query(7).question("aaaaaaaa.example", A).build();
    for (int i = 0; i < 400_000; i++) {
      setLabel(query, i);
      usual.hear(i * 10_000L, query);
    }
    assertThat(usual.ended()).hasSize(400_000 - (1 << 16)).containsOnly("A table-full");
  }

  @Test
  void answeredOnesForRandomNamesWithTheSamePortsAndId() {
    Talk usual = new Talk();
    byte[] query = query(7).question("aaaaaaaa.example", A).build();
    byte[] response = response(7).question("aaaaaaaa.example", A).build();
    for (int i = 0; i < 400_000; i++) {
      setLabel(query, i);
      usual.hear(i * 10_000L, query);
      setLabel(response, i);
      usual.hear(i * 10_000L, response);
      setLabel(response, -i);
      usual.hear(i * 10_000L, response);
    }
    assertThat(usual.endAt(60 * SECOND)).isEmpty();
  }

  @Test
  void responsesWithoutQuestionToManyOpenQueries() {
    Talk usual = new Talk();
    byte[] query = query(7).question("aaaaaaaa.example", A).build();
    byte[] response = response(7).build();
    for (int i = 0; i < 300_000; i++) {
      setLabel(query, i);
      usual.hear(i * 10_000L, query);
      usual.hear(i * 10_000L, response);
    }
    assertThat(usual.endAt(60 * SECOND)).isEmpty();
  }

  @Test
  void timesThatOnlyRunBackwards() {
    Talk usual = new Talk();
    byte[] query = asks(7).build();
    for (int i = 0; i < 400_000; i++) {
      usual.hear(-i * 6_000_000_000L, query);
    }
    assertThat(usual.matcher().droppedOpen()).isEqualTo(400_000 - (1 << 16));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void timesThatStandStill(int openOnes) {
    Talk usual = new Talk();
    byte[] query = asks(0).build();
    byte[] response = answers(0).build();
    for (int i = 0; i < 400_000; i++) {
      setId(query, i);
      query[13] = (byte) ('a' + i / IDS);
      usual.hear(0, query);
      if (i % openOnes == 0) {
        setId(response, i);
        response[13] = query[13];
        usual.hear(0, response);
      }
    }
    assertThat(usual.ended()).doesNotContain("A unanswered");
  }

  private static MessageBuilder asks(int number) {
    return query(number).question(number / IDS + "www.example", A);
  }

  private static MessageBuilder answers(int number) {
    return response(number).question(number / IDS + "www.example", A);
  }

  private static void setId(byte[] message, int id) {
    message[0] = (byte) (id >> 8);
    message[1] = (byte) id;
  }

  /// Eight letters for the first label of the question.
  private static void setLabel(byte[] message, int number) {
    for (int i = 0; i < 8; i++) {
      message[13 + i] = (byte) ('a' + ((number >> (4 * i)) & 0xF));
    }
  }
}
