package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.Traffic;
import dev.rcodestat.transaction.MatchingRules;
import dev.rcodestat.transaction.TransactionMatcher;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureRankingsTest {
  private static final String CLIENT = "198.51.100.1";
  private static final String SERVER = "192.0.2.53";
  private static final long SECOND = 1_000_000_000L;
  private static final int SERVFAIL = 2;
  private static final int NXDOMAIN = 3;
  private static final int REFUSED = 5;

  private final Traffic traffic = new Traffic();
  private long nanos;

  @Test
  void aTransactionThatFailedCountsUnderItsNameItsZoneAndItsClient() {
    ask(1, "WWW.Example.co.uk");
    respond(1, "www.example.co.uk", SERVFAIL);
    FailureRankings failures = counted();
    assertThat(KeyStreams.described(failures.names())).containsExactly("www.example.co.uk 1 -0");
    assertThat(KeyStreams.described(failures.zones())).containsExactly("example.co.uk 1 -0");
    assertThat(failures.clients().ranking()).hasToString("[c6336401 1 (-0)]");
    assertThat(failures.isOfTransactions()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 6, 9, 11, 12})
  void everyErrorIsAFailure(int rcode) {
    ask(1, "a.example");
    respond(1, "a.example", rcode);
    assertThat(counted().clients().total()).isEqualTo(1);
  }

  @Test
  void badversIsAFailureThoughTheHeaderHasNone() {
    ask(1, "a.example");
    respond(MessageBuilder.response(1).question("a.example", 1).edns(1232).rcode(16));
    assertThat(counted().clients().total()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, NXDOMAIN})
  void whatIsNoErrorIsNone(int rcode) {
    ask(1, "a.example");
    respond(1, "a.example", rcode);
    respond(2, "b.example", rcode);
    assertThat(counted().clients().total()).isZero();
  }

  @Test
  void silenceIsAFailureUnlessTheCaptureEnded() {
    ask(1, "silent.example");
    nanos += 20 * SECOND;
    ask(2, "late.example");
    assertThat(KeyStreams.described(counted().names())).containsExactly("silent.example 1 -0");
  }

  @Test
  void howOftenItWasSentOrAnsweredDoesNotMatter() {
    ask(1, "a.example");
    ask(1, "a.example");
    respond(1, "a.example", SERVFAIL);
    respond(1, "a.example", SERVFAIL);
    assertThat(counted().clients().total()).isEqualTo(1);
  }

  @Test
  void theNameIsTheQuerysWhereTheResponseHasNone() {
    ask(1, "www.example.com");
    respond(MessageBuilder.response(1).rcode(4));
    assertThat(KeyStreams.described(counted().names())).containsExactly("www.example.com 1 -0");
  }

  @Test
  void aFailureWithoutANameHasAClientAlone() {
    respond(MessageBuilder.response(1).rcode(1));
    FailureRankings failures = counted();
    assertThat(failures.names().total()).isZero();
    assertThat(failures.zones().total()).isZero();
    assertThat(failures.clients().total()).isEqualTo(1);
  }

  @Test
  void theRootIsAName() {
    respond(MessageBuilder.response(1).question(new byte[1], 2, 1).rcode(REFUSED));
    assertThat(counted().names().ranking()).hasToString("[00 1 (-0)]");
    assertThat(counted().zones().ranking()).hasToString("[00 1 (-0)]");
  }

  @Test
  void aClientOfIpv6HasSixteenOctets() {
    byte[] message = MessageBuilder.response(1).question("a.example", 1).rcode(SERVFAIL).build();
    traffic.frame(
        1, FrameBuilder.ethernet().ip("2001:db8::53", "2001:db8::1").udp(53, 40_000, message));
    assertThat(counted().clients().ranking())
        .hasToString("[20010db8000000000000000000000001 1 (-0)]");
  }

  @Test
  void responsesWithoutQueriesCountUntilATransactionFails() {
    respond(1, "unasked.example", REFUSED);
    assertThat(counted().isOfTransactions()).isFalse();
    assertThat(KeyStreams.described(counted().names())).containsExactly("unasked.example 1 -0");
    ask(2, "a.example");
    respond(2, "a.example", SERVFAIL);
    respond(3, "unasked.example", REFUSED);
    assertThat(counted().isOfTransactions()).isTrue();
    assertThat(KeyStreams.described(counted().names())).containsExactly("a.example 1 -0");
  }

  @Test
  void aResponseThatCameBeforeItsQueryIsItsFailure() {
    respond(1, "early.example", SERVFAIL);
    ask(1, "early.example");
    FailureRankings failures = counted();
    assertThat(failures.isOfTransactions()).isTrue();
    assertThat(KeyStreams.described(failures.names())).containsExactly("early.example 1 -0");
  }

  @Test
  void whatIsNotAskedForDoesNotCount() {
    ask(1, "a.example");
    respond(1, "a.example", SERVFAIL);
    ask(2, "b.example");
    respond(2, "b.example", REFUSED);
    respond(3, "c.example", REFUSED);
    Selection refused =
        new Selection(
            "rcode=REFUSED",
            List.of(Selection.Condition.outcome(Set.of(Outcome.ofRcode(REFUSED)), true)));
    assertThat(KeyStreams.described(counted(refused).names())).containsExactly("b.example 1 -0");
  }

  @Test
  void transactionsThatFailedOutweighResponsesWhereverTheyWereCounted() {
    FailureRankings transactions = of("a.example", true);
    FailureRankings responses = of("b.example", false);
    for (List<FailureRankings> order :
        List.of(List.of(transactions, responses), List.of(responses, transactions))) {
      FailureRankings sum = new FailureRankings(Selection.ALL, Resolvers.NONE);
      order.forEach(sum::add);
      assertThat(sum.isOfTransactions()).isTrue();
      assertThat(KeyStreams.described(sum.names())).containsExactly("a.example 1 -0");
    }
  }

  @Test
  void partsOfTheSameKindAddUp() {
    for (boolean asked : List.of(true, false)) {
      FailureRankings sum = new FailureRankings(Selection.ALL, Resolvers.NONE);
      sum.add(of("x.a.example", asked));
      sum.add(new FailureRankings(Selection.ALL, Resolvers.NONE));
      sum.add(of("y.a.example", asked));
      sum.add(of("x.a.example", asked));
      assertThat(KeyStreams.described(sum.names()))
          .containsExactly("x.a.example 2 -0", "y.a.example 1 -0");
      assertThat(KeyStreams.described(sum.zones())).containsExactly("a.example 3 -0");
      assertThat(sum.clients().total()).isEqualTo(3);
      assertThat(sum.isOfTransactions()).isEqualTo(asked);
    }
  }

  /// Random names below one zone, as floods have them, and one name that comes back.
  @Test
  void aFloodOfNamesLeavesTheOneThatComesBackAndTheZone() {
    int queries = 20_000;
    for (int i = 0; i < queries; i++) {
      String label = i % 10 == 0 ? "www" : "x" + i * 7919L;
      respond(1, label + ".flooded.example.com", SERVFAIL);
    }
    FailureRankings failures = counted();
    HeavyHitter first = failures.names().ranking().getFirst();
    assertThat(KeyStreams.name(first)).isEqualTo("www.flooded.example.com");
    assertThat(first.count()).isGreaterThanOrEqualTo(queries / 10);
    assertThat(first.count() - first.error()).isLessThanOrEqualTo(queries / 10);
    assertThat(failures.names().isExact()).isFalse();
    assertThat(failures.names().total()).isEqualTo(queries);
    assertThat(failures.names().mostMissed()).isLessThanOrEqualTo(queries / FailureRankings.BOUND);
    assertThat(KeyStreams.described(failures.zones()))
        .containsExactly("example.com " + queries + " -0");
  }

  private FailureRankings of(String name, boolean asked) {
    FailureRankingsTest other = new FailureRankingsTest();
    if (asked) {
      other.ask(1, name);
    }
    other.respond(1, name, SERVFAIL);
    return other.counted();
  }

  private void ask(int id, String name) {
    byte[] message = MessageBuilder.query(id).question(name, 1).build();
    say(frame -> frame.ip(CLIENT, SERVER), 40_000, 53, message);
  }

  private void respond(int id, String name, int rcode) {
    respond(MessageBuilder.response(id).question(name, 1).rcode(rcode));
  }

  private void respond(MessageBuilder message) {
    say(frame -> frame.ip(SERVER, CLIENT), 53, 40_000, message.build());
  }

  /// 2 ms after what was said before: no copy of it.
  private void say(
      UnaryOperator<FrameBuilder> ends, int sourcePort, int destinationPort, byte[] message) {
    nanos += 2_000_000;
    FrameBuilder frame = ends.apply(FrameBuilder.ethernet());
    traffic.frame(nanos, frame.udp(sourcePort, destinationPort, message));
  }

  private FailureRankings counted() {
    return counted(Selection.ALL);
  }

  private FailureRankings counted(Selection selection) {
    FailureRankings failures = new FailureRankings(selection, Resolvers.NONE);
    TransactionMatcher matcher =
        new TransactionMatcher(MatchingRules.defaults(), failures::countUnanswered);
    traffic.forEachFrame(
        new MessageExtractor(
            ServicePorts.standard(),
            TimeRange.ALL,
            (time, flow, message) ->
                failures.count(flow, message, matcher.match(time, flow, message), matcher),
            (_, _, _) -> {}));
    matcher.finish(nanos);
    return failures;
  }
}
