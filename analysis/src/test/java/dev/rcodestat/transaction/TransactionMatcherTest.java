package dev.rcodestat.transaction;

import static dev.rcodestat.samples.MessageBuilder.CLASS_IN;
import static dev.rcodestat.samples.MessageBuilder.labels;
import static dev.rcodestat.samples.MessageBuilder.pointer;
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

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.RecordType;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.samples.MessageBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which response answers which query: a hazard a test.
class TransactionMatcherTest {
  private static final int ID = 4711;
  private static final int A = 1;
  private static final int AAAA = 28;
  private static final int MX = 15;
  private static final int CHAOS = 3;
  private static final int SERVFAIL = 2;
  private static final int IQUERY = 1;
  private static final int NOTIFY = 4;
  private static final String CLIENT = "198.51.100.1";
  private static final String SERVER = "192.0.2.53";
  private static final int PORT = 40_000;

  private final Talk talk = new Talk();

  @Test
  void theResponseToAQueryIsItsAnswer() {
    assertThat(talk.at(0, asks("www.example", A))).isEqualTo(QUERY);
    assertThat(talk.at(5, answers("www.example", A))).isEqualTo(ANSWER);
    assertThat(talk.transaction().firstNanos()).isZero();
    assertThat(talk.transaction().sends()).isEqualTo(1);
    assertThat(talk.endAt(60 * SECOND)).isEmpty();
  }

  @Test
  void aTransactionKnowsItsQuery() {
    talk.between("2001:db8::c:1", PORT, "2001:db8::53", Transport.TCP);
    talk.at(
        7,
        query(ID)
            .opcode(NOTIFY)
            .checkingDisabled()
            .question(MessageBuilder.name("Zone.EXAMPLE"), RecordType.SOA, CHAOS)
            .edns(1232)
            .dnssecOk());

    Transaction transaction = talk.transaction();
    assertThat(transaction.version()).isEqualTo(6);
    assertThat(transaction.clientHigh()).isEqualTo(0x2001_0DB8_0000_0000L);
    assertThat(transaction.clientLow()).isEqualTo(0xC_0001L);
    assertThat(transaction.serverHigh()).isEqualTo(0x2001_0DB8_0000_0000L);
    assertThat(transaction.serverLow()).isEqualTo(0x53);
    assertThat(transaction.transport()).isEqualTo(Transport.TCP);
    assertThat(transaction.type()).isEqualTo(RecordType.SOA);
    assertThat(transaction.qclass()).isEqualTo(CHAOS);
    assertThat(transaction.opcode()).isEqualTo(NOTIFY);
    assertThat(transaction.hasEdns()).isTrue();
    assertThat(transaction.dnssecOk()).isTrue();
    assertThat(transaction.checkingDisabled()).isTrue();
    assertThat(transaction.isTimed()).isTrue();
    assertThat(transaction.firstNanos()).isEqualTo(7_000_000);
    assertThat(Talk.name(transaction)).isEqualTo(MessageBuilder.name("zone.example"));
  }

  @Test
  void aPlainQueryHasNoneOfTheFlags() {
    talk.at(7, asks("www.example", A));

    Transaction transaction = talk.transaction();
    assertThat(transaction.version()).isEqualTo(4);
    assertThat(transaction.clientHigh()).isZero();
    assertThat(transaction.clientLow()).isEqualTo(0xC633_6401L);
    assertThat(transaction.serverLow()).isEqualTo(0xC000_0235L);
    assertThat(transaction.transport()).isEqualTo(Transport.UDP);
    assertThat(transaction.hasEdns()).isFalse();
    assertThat(transaction.dnssecOk()).isFalse();
    assertThat(transaction.checkingDisabled()).isFalse();
  }

  // An ID and a port that are used again.

  @Test
  void sameIdAndPortForAnotherNameAnsweredInTheSameOrder() {
    talk.at(0, asks("one.example", A));
    assertThat(talk.at(500, asks("two.example", AAAA))).isEqualTo(QUERY);

    assertThat(talk.at(505, answers("one.example", A))).isEqualTo(ANSWER);
    assertThat(talk.transaction().type()).isEqualTo(A);
    assertThat(talk.at(510, answers("two.example", AAAA))).isEqualTo(ANSWER);
    assertThat(talk.transaction().type()).isEqualTo(AAAA);
  }

  @Test
  void sameIdAndPortForAnotherNameAnsweredInTheOtherOrder() {
    talk.at(0, asks("one.example", A));
    talk.at(500, asks("two.example", AAAA));

    assertThat(talk.at(505, answers("two.example", AAAA))).isEqualTo(ANSWER);
    assertThat(talk.transaction().type()).isEqualTo(AAAA);
    assertThat(talk.at(510, answers("one.example", A))).isEqualTo(ANSWER);
    assertThat(talk.transaction().type()).isEqualTo(A);
    assertThat(talk.transaction().firstNanos()).isZero();
  }

  @Test
  void theSameQueryAfterItsAnswerIsAnotherTransaction() {
    talk.at(0, asks("www.example", A));
    talk.at(1, answers("www.example", A));

    assertThat(talk.at(100, asks("www.example", A))).isEqualTo(QUERY);
    assertThat(talk.at(101, answers("www.example", A))).isEqualTo(ANSWER);
    assertThat(talk.transaction().firstNanos()).isEqualTo(100_000_000);
  }

  @Test
  void anotherTypeIsAnotherQuestion() {
    talk.at(0, asks("www.example", A));

    assertThat(talk.at(5, answers("www.example", AAAA))).isEqualTo(UNSOLICITED);
  }

  @Test
  void anotherClassIsAnotherQuestion() {
    talk.at(0, asks("www.example", A));

    assertThat(talk.at(5, response(ID).question(MessageBuilder.name("www.example"), A, CHAOS)))
        .isEqualTo(UNSOLICITED);
  }

  @Test
  void anotherIdIsAnotherQuery() {
    talk.at(0, asks("www.example", A));

    assertThat(talk.at(5, response(ID + 1).question("www.example", A))).isEqualTo(UNSOLICITED);
  }

  @Test
  void anotherOperationInTheResponseStillAnswers() {
    talk.at(0, asks("www.example", A).opcode(NOTIFY));

    assertThat(talk.at(5, answers("www.example", A))).isEqualTo(ANSWER);
  }

  // A response that was captured before its query.

  @Test
  void aResponseJustBeforeItsQueryAnswersIt() {
    assertThat(talk.at(0, answers("www.example", A).rcode(SERVFAIL))).isEqualTo(UNSOLICITED);
    assertThat(talk.at(10, asks("www.example", A))).isEqualTo(QUERY_ANSWERED_EARLIER);
    assertThat(talk.matcher().early().outcome()).isEqualTo(Outcome.ofRcode(SERVFAIL));
    assertThat(talk.matcher().early().firstNanos()).isZero();
    assertThat(talk.matcher().early().isTimed()).isTrue();
    assertThat(talk.transaction().firstNanos()).isEqualTo(10_000_000);
    assertThat(talk.endAt(60 * SECOND)).isEmpty();
  }

  @Test
  void aResponseLongBeforeAQueryDoesNot() {
    talk.at(0, answers("www.example", A));

    assertThat(talk.at(10.001, asks("www.example", A))).isEqualTo(QUERY);
    assertThat(talk.endAt(60 * SECOND)).containsExactly("A unanswered");
  }

  @Test
  void anEarlyResponseToAnotherQuestionDoesNot() {
    talk.at(0, answers("elsewhere.example", A));

    assertThat(talk.at(1, asks("www.example", A))).isEqualTo(QUERY);
  }

  @Test
  void anEarlyResponseAnswersOneQuery() {
    talk.at(0, answers("www.example", A));
    assertThat(talk.at(1, asks("www.example", A))).isEqualTo(QUERY_ANSWERED_EARLIER);

    assertThat(talk.at(5, asks("www.example", A))).isEqualTo(QUERY);
  }

  @Test
  void whatFollowsAnEarlyAnswerIsADuplicate() {
    talk.at(0, answers("www.example", A));
    talk.at(1, asks("www.example", A));

    assertThat(talk.at(2, answers("www.example", A))).isEqualTo(DUPLICATE);
    assertThat(talk.at(1.5, asks("www.example", A))).isEqualTo(RETRANSMISSION);
  }

  @Test
  void anEarlyResponseWithoutAQuestionAnswersWhateverIsAsked() {
    talk.at(0, response(ID).rcode(SERVFAIL));

    assertThat(talk.at(1, asks("www.example", A))).isEqualTo(QUERY_ANSWERED_EARLIER);
  }

  @Test
  void anEarlyResponseWithTheQuestionComesBeforeOneWithoutAny() {
    talk.at(0, answers("www.example", A).rcode(SERVFAIL));
    talk.at(0.1, response(ID).rcode(5));

    assertThat(talk.at(1, asks("www.example", A))).isEqualTo(QUERY_ANSWERED_EARLIER);
    assertThat(talk.matcher().early().outcome()).isEqualTo(Outcome.ofRcode(SERVFAIL));
  }

  @Test
  void aResponseThatIsTooOldDoesNotHideAnEarlyOne() {
    talk.at(0, answers("www.example", A));
    talk.at(SECOND, response(ID).rcode(SERVFAIL));

    assertThat(talk.at(SECOND + 1, asks("www.example", A))).isEqualTo(QUERY_ANSWERED_EARLIER);
    assertThat(talk.matcher().early().outcome()).isEqualTo(Outcome.ofRcode(SERVFAIL));
  }

  // Copies that a mirror port makes.

  @Test
  void copiesAfterEachMessage() {
    assertThat(talk.at(0, asks("www.example", A))).isEqualTo(QUERY);
    assertThat(talk.at(0.04, asks("www.example", A))).isEqualTo(RETRANSMISSION);
    assertThat(talk.transaction().sends()).as("a copy is not sent").isEqualTo(1);
    assertThat(talk.at(5.04, answers("www.example", A))).isEqualTo(ANSWER);
    assertThat(talk.transaction().lastNanos()).isZero();
    assertThat(talk.at(5.08, answers("www.example", A))).isEqualTo(DUPLICATE);
    assertThat(talk.endAt(60 * SECOND)).isEmpty();
  }

  @Test
  void copiesAfterBothMessages() {
    assertThat(talk.at(0, asks("www.example", A))).isEqualTo(QUERY);
    assertThat(talk.at(0.02, answers("www.example", A))).isEqualTo(ANSWER);
    assertThat(talk.at(0.04, asks("www.example", A))).isEqualTo(RETRANSMISSION);
    assertThat(talk.at(0.06, answers("www.example", A))).isEqualTo(DUPLICATE);
    assertThat(talk.endAt(60 * SECOND)).isEmpty();
  }

  @Test
  void aCopyComesWithinAMillisecond() {
    talk.at(0, asks("www.example", A));
    talk.at(0.02, answers("www.example", A));

    assertThat(talk.at(1, asks("www.example", A))).isEqualTo(RETRANSMISSION);
    assertThat(talk.at(1.001, asks("www.example", A))).isEqualTo(QUERY);
  }

  @Test
  void aCopyOfARetransmissionIsNotSentEither() {
    talk.at(0, asks("www.example", A));
    talk.at(SECOND, asks("www.example", A));
    assertThat(talk.at(SECOND + 0.04, asks("www.example", A))).isEqualTo(RETRANSMISSION);

    talk.at(SECOND + 10, answers("www.example", A));
    assertThat(talk.transaction().sends()).isEqualTo(2);
    assertThat(talk.transaction().lastNanos()).isEqualTo(1_000_000_000);
  }

  // Responses that nobody asked for.

  @Test
  void aSpoofedResponseWithAnotherQuestionAnswersNothing() {
    talk.at(0, asks("target.example", A));

    assertThat(talk.at(5, answers("elsewhere.example", A).rcode(SERVFAIL))).isEqualTo(UNSOLICITED);
    assertThat(talk.at(6, answers("target.example", A))).isEqualTo(ANSWER);
  }

  @Test
  void aResponseFromAnotherServerAnswersNothing() {
    talk.at(0, asks("www.example", A));
    talk.between(CLIENT, PORT, "192.0.2.54", Transport.UDP);

    assertThat(talk.at(5, answers("www.example", A))).isEqualTo(UNSOLICITED);
  }

  @Test
  void aResponseToAnotherPortAnswersNothing() {
    talk.at(0, asks("www.example", A));
    talk.between(CLIENT, PORT + 1, SERVER, Transport.UDP);

    assertThat(talk.at(5, answers("www.example", A))).isEqualTo(UNSOLICITED);
  }

  // Queries that are sent again, and times.

  @Test
  void aRetransmissionIsPartOfItsTransaction() {
    talk.at(0, asks("www.example", A));
    assertThat(talk.at(SECOND, asks("www.example", A))).isEqualTo(RETRANSMISSION);

    assertThat(talk.at(1.2 * SECOND, answers("www.example", A))).isEqualTo(ANSWER);
    assertThat(talk.transaction().firstNanos()).isZero();
    assertThat(talk.transaction().lastNanos()).isEqualTo(1_000_000_000);
    assertThat(talk.transaction().sends()).isEqualTo(2);
    assertThat(talk.at(1.205 * SECOND, answers("www.example", A))).isEqualTo(DUPLICATE);
    assertThat(talk.endAt(60 * SECOND)).isEmpty();
  }

  @Test
  void theTimeoutCountsFromTheLastSend() {
    talk.at(0, asks("www.example", A));
    talk.at(4 * SECOND, asks("www.example", A));

    assertThat(talk.at(9 * SECOND, answers("www.example", A))).isEqualTo(ANSWER);
  }

  @Test
  void aResponseAtTheTimeoutIsInTime() {
    talk.at(0, asks("www.example", A));

    assertThat(talk.at(5 * SECOND, answers("www.example", A))).isEqualTo(ANSWER);
  }

  @Test
  void aResponseAfterTheTimeoutIsUnsolicited() {
    talk.at(0, asks("www.example", A));

    assertThat(talk.at(5 * SECOND + 0.001, answers("www.example", A))).isEqualTo(UNSOLICITED);
    assertThat(talk.endAt(60 * SECOND)).containsExactly("A unanswered");
  }

  @Test
  void aQueryAfterTheTimeoutIsAnotherTransaction() {
    talk.at(0, asks("www.example", A));

    assertThat(talk.at(5 * SECOND + 0.001, asks("www.example", A))).isEqualTo(QUERY);
    assertThat(talk.at(6 * SECOND, answers("www.example", A))).isEqualTo(ANSWER);
    assertThat(talk.transaction().firstNanos()).isEqualTo(5_000_001_000L);
    assertThat(talk.endAt(60 * SECOND)).containsExactly("A unanswered");
  }

  @Test
  void aSecondAnswerAfterTheTimeoutIsUnsolicited() {
    talk.at(0, asks("www.example", A));
    talk.at(1, answers("www.example", A));

    assertThat(talk.at(5 * SECOND, answers("www.example", A))).isEqualTo(DUPLICATE);
    assertThat(talk.at(5 * SECOND + 0.001, answers("www.example", A))).isEqualTo(UNSOLICITED);
  }

  @Test
  void aQueryAtTheVeryEndIsCensored() {
    talk.at(0, asks("www.example", A));
    talk.at(SECOND, asks("www.example", AAAA));

    assertThat(talk.endAt(5 * SECOND + 0.001))
        .containsExactly("A unanswered", "AAAA capture-ended");
  }

  @Test
  void aQueryThatWasSentAgainAtTheVeryEndIsCensored() {
    talk.at(0, asks("www.example", A));
    talk.at(4 * SECOND, asks("www.example", A));

    assertThat(talk.endAt(8 * SECOND)).containsExactly("A capture-ended");
  }

  // Messages without a question, or with one that cannot be read.

  @Test
  void aResponseWithoutAQuestionAnswersTheQueryWithItsId() {
    talk.at(0, asks("www.example", A));
    talk.at(1, query(ID + 1).question("www.example", AAAA));

    assertThat(talk.at(5, response(ID).rcode(4))).isEqualTo(ANSWER);
    assertThat(talk.transaction().type()).isEqualTo(A);
  }

  @Test
  void aResponseWithoutAQuestionAnswersTheNewestOfSeveral() {
    talk.at(0, asks("one.example", A));
    talk.at(1, asks("two.example", AAAA));
    talk.at(2, asks("three.example", MX));

    assertThat(talk.at(5, response(ID).rcode(1))).isEqualTo(ANSWER);
    assertThat(talk.transaction().type()).isEqualTo(MX);
    assertThat(talk.at(6, response(ID).rcode(1))).isEqualTo(ANSWER);
    assertThat(talk.transaction().type()).isEqualTo(AAAA);
    assertThat(talk.endAt(60 * SECOND)).containsExactly("A unanswered");
  }

  @Test
  void aResponseWithoutAQuestionAnswersAnOpenQueryRatherThanANewerAnsweredOne() {
    talk.at(0, asks("one.example", A));
    talk.at(1, asks("two.example", AAAA));
    talk.at(2, answers("two.example", AAAA));

    assertThat(talk.at(3, response(ID).rcode(1))).isEqualTo(ANSWER);
    assertThat(talk.transaction().type()).isEqualTo(A);
  }

  @Test
  void aResponseWithoutAQuestionIsADuplicateWhereAllIsAnswered() {
    talk.at(0, asks("www.example", A));
    talk.at(1, response(ID).rcode(1));

    assertThat(talk.at(2, response(ID).rcode(1))).isEqualTo(DUPLICATE);
    assertThat(talk.at(6 * SECOND, response(ID).rcode(1))).isEqualTo(UNSOLICITED);
  }

  @Test
  void aQueryWithoutAQuestionIsAnsweredByAResponseWithoutOne() {
    assertThat(talk.at(0, query(ID).edns(1232))).isEqualTo(QUERY);
    assertThat(talk.at(1, response(ID).edns(1232))).isEqualTo(ANSWER);
    assertThat(talk.transaction().nameLength()).isZero();
  }

  /// As in an inverse query (RFC 1035 section 6.4.1).
  @Test
  void aQueryWithoutAQuestionIsAnsweredByAResponseThatHasOne() {
    talk.at(0, query(ID).opcode(IQUERY));

    assertThat(talk.at(5, answers("www.example", A).opcode(IQUERY))).isEqualTo(ANSWER);
    assertThat(talk.at(6, answers("www.example", A).opcode(IQUERY))).isEqualTo(UNSOLICITED);
  }

  @Test
  void aQueryWithoutAQuestionIsAnsweredByAnEarlyResponseThatHasOne() {
    talk.at(0, answers("www.example", A));

    assertThat(talk.at(1, query(ID))).isEqualTo(QUERY_ANSWERED_EARLIER);
  }

  @Test
  void aResponseWithAnUnreadableQuestionIsMatchedByTheRest() {
    talk.at(0, asks("www.example", A));

    assertThat(talk.at(5, unreadable(response(ID)))).isEqualTo(ANSWER);
  }

  @Test
  void aQueryWithAnUnreadableQuestionIsMatchedByTheRest() {
    assertThat(talk.at(0, unreadable(query(ID)))).isEqualTo(QUERY);

    assertThat(talk.at(5, answers("www.example", A))).isEqualTo(ANSWER);
  }

  @Test
  void aQueryWithAnUnreadableQuestionIsFoundBehindOthers() {
    talk.at(0, unreadable(query(ID)));
    talk.at(1, asks("www.example", A));

    assertThat(talk.at(5, answers("mail.example", A))).isEqualTo(ANSWER);
    assertThat(talk.at(6, answers("www.example", A))).isEqualTo(ANSWER);
  }

  @Test
  void anAnsweredQueryWithAnUnreadableQuestionTakesNoFurtherResponseForItsOwn() {
    talk.at(0, unreadable(query(ID)));
    talk.at(5, answers("www.example", A));

    assertThat(talk.at(6, answers("mail.example", A))).isEqualTo(UNSOLICITED);
  }

  /// The first name of a message can only point into the header.
  @Test
  void aCompressedQuestionNameIsUnreadable() {
    talk.at(0, asks("www.example", A));

    MessageBuilder compressed =
        response(ID).question(MessageBuilder.concat(labels("www"), pointer(12)), A, CLASS_IN);
    assertThat(talk.at(5, compressed)).isEqualTo(ANSWER);
  }

  @Test
  void namesAreTheSameInUpperAndLowerCase() {
    talk.at(0, asks("wWw.eXaMPle", A));
    assertThat(talk.at(1, answers("www.example", A))).isEqualTo(ANSWER);

    talk.at(10, asks("www.example", A));
    assertThat(talk.at(11, answers("WwW.EXAMPLE", A))).isEqualTo(ANSWER);
  }

  @Test
  void theFirstOfTwoQuestionsCounts() {
    talk.at(0, asks("one.example", A).question("two.example", A));

    assertThat(talk.at(1, answers("two.example", A).question("one.example", A)))
        .isEqualTo(UNSOLICITED);
    assertThat(talk.at(2, answers("one.example", A))).isEqualTo(ANSWER);
  }

  @Test
  void aSecondQuestionThatCannotBeReadDoesNotMatter() {
    talk.at(0, unreadable(asks("one.example", A)).qdcount(2));

    assertThat(talk.at(2, answers("two.example", A))).isEqualTo(UNSOLICITED);
    assertThat(talk.at(2, answers("one.example", A))).isEqualTo(ANSWER);
  }

  // TCP, and zone transfers.

  @Test
  void tcpIsApartFromUdp() {
    talk.at(0, asks("www.example", A));
    talk.at(1, answers("www.example", A).truncated());

    talk.between(CLIENT, PORT, SERVER, Transport.TCP);
    assertThat(talk.at(2, answers("www.example", A))).isEqualTo(UNSOLICITED);
    assertThat(talk.at(20, asks("www.example", A))).isEqualTo(QUERY);
    assertThat(talk.at(21, answers("www.example", A))).isEqualTo(ANSWER);
  }

  /// Copies of packets end where streams are put together.
  @Test
  void overTcpTheSameQueryAtOnceAfterItsAnswerIsAnotherTransaction() {
    talk.between(CLIENT, PORT, SERVER, Transport.TCP);
    talk.at(0, asks("www.example", A));
    assertThat(talk.at(0.1, asks("www.example", A))).isEqualTo(RETRANSMISSION);
    assertThat(talk.transaction().sends()).isEqualTo(2);
    talk.at(0.2, answers("www.example", A));

    assertThat(talk.at(0.3, asks("www.example", A))).isEqualTo(QUERY);
  }

  @ParameterizedTest
  @ValueSource(ints = {RecordType.AXFR, RecordType.IXFR})
  void aZoneTransferIsOneTransaction(int type) {
    talk.between(CLIENT, PORT, SERVER, Transport.TCP);
    talk.at(0, asks("example", type));

    assertThat(talk.at(1, answers("example", type))).isEqualTo(ANSWER);
    assertThat(talk.at(2, answers("example", type))).isEqualTo(CONTINUATION);
    assertThat(talk.at(3, response(ID))).isEqualTo(CONTINUATION);
    assertThat(talk.at(4, response(ID))).isEqualTo(CONTINUATION);
    assertThat(talk.endAt(60 * SECOND)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aZoneTransferMayTakeLongWhereItIsNeverQuietForLong(boolean withQuestion) {
    talk.between(CLIENT, PORT, SERVER, Transport.TCP);
    MessageBuilder message = withQuestion ? answers("example", RecordType.AXFR) : response(ID);
    talk.at(0, asks("example", RecordType.AXFR));

    assertThat(talk.at(4.9 * SECOND, message)).isEqualTo(ANSWER);
    assertThat(talk.transaction().lastNanos()).as("when the query was sent").isZero();
    for (int i = 2; i < 20; i++) {
      assertThat(talk.at(i * 4.9 * SECOND, message)).isEqualTo(CONTINUATION);
    }
  }

  @Test
  void aZoneTransferIsOverWhereItIsQuietForLong() {
    talk.between(CLIENT, PORT, SERVER, Transport.TCP);
    talk.at(0, asks("example", RecordType.AXFR));
    talk.at(3 * SECOND, answers("example", RecordType.AXFR));
    talk.at(6 * SECOND, response(ID));

    assertThat(talk.at(11.1 * SECOND, response(ID))).isEqualTo(UNSOLICITED);
  }

  @Test
  void aTransferOverUdpHasOneMessage() {
    talk.at(0, asks("example", RecordType.IXFR));
    talk.at(1, answers("example", RecordType.IXFR));

    assertThat(talk.at(2, answers("example", RecordType.IXFR))).isEqualTo(DUPLICATE);
  }

  // Times that cannot be relied on.

  @Test
  void withoutAnyTimesNothingIsTooLate() {
    assertThat(talk.untimed(asks("www.example", A))).isEqualTo(QUERY);
    assertThat(talk.transaction().isTimed()).isFalse();
    assertThat(talk.untimed(answers("www.example", A))).isEqualTo(ANSWER);
    assertThat(talk.untimed(answers("www.example", A))).isEqualTo(DUPLICATE);
    assertThat(talk.untimed(asks("www.example", AAAA))).isEqualTo(QUERY);
    assertThat(talk.endUntimed()).containsExactly("AAAA capture-ended");
  }

  /// Nothing tells it from one that comes later.
  @Test
  void withoutAnyTimesTheSameQueryAgainIsACopy() {
    talk.untimed(asks("www.example", A));
    talk.untimed(answers("www.example", A));

    assertThat(talk.untimed(asks("www.example", A))).isEqualTo(RETRANSMISSION);
    assertThat(talk.untimed(answers("www.example", A))).isEqualTo(DUPLICATE);
  }

  @Test
  void withoutAnyTimesAResponseMayComeBeforeItsQuery() {
    talk.untimed(answers("www.example", A));

    assertThat(talk.untimed(asks("www.example", A))).isEqualTo(QUERY_ANSWERED_EARLIER);
    assertThat(talk.matcher().early().isTimed()).isFalse();
  }

  @Test
  void aMessageWithoutATimeHasThatOfTheOneBefore() {
    talk.at(10 * SECOND, asks("www.example", A));

    assertThat(talk.untimed(answers("www.example", A))).isEqualTo(ANSWER);
  }

  @Test
  void timeMayRunBackwardsALittle() {
    talk.at(10, asks("one.example", A));
    assertThat(talk.at(9, asks("two.example", A))).isEqualTo(QUERY);
    assertThat(talk.at(5, answers("one.example", A))).as("5 ms before it").isEqualTo(ANSWER);
    assertThat(talk.at(5, answers("two.example", A))).isEqualTo(ANSWER);
  }

  @Test
  void aResponseThatIsCapturedBeforeItsQueryMayHaveTheLaterTime() {
    talk.at(100, answers("www.example", A));

    assertThat(talk.at(20, asks("www.example", A)))
        .as("80 ms earlier")
        .isEqualTo(QUERY_ANSWERED_EARLIER);
  }

  @Test
  void aResponseFarBeforeItsQueryIsUnsolicitedInAnyOrder() {
    talk.at(100, asks("www.example", A));

    assertThat(talk.at(89, answers("www.example", A))).isEqualTo(UNSOLICITED);
  }

  @Test
  void theSameQueryWithAnEarlierTimeIsARetransmission() {
    talk.at(3 * SECOND, asks("www.example", A));
    assertThat(talk.at(SECOND, asks("www.example", A))).isEqualTo(RETRANSMISSION);

    talk.at(4 * SECOND, answers("www.example", A));
    assertThat(talk.transaction().lastNanos()).isEqualTo(3_000_000_000L);
  }

  @Test
  void aNewerQueryThatIsOutOfTimeDoesNotHideAnOlderOne() {
    talk.at(100 * SECOND, asks("www.example", A));
    talk.at(20 * SECOND, asks("www.example", A));

    assertThat(talk.at(100.1 * SECOND, answers("www.example", A))).isEqualTo(ANSWER);
    assertThat(talk.transaction().firstNanos()).isEqualTo(100_000_000_000L);
    assertThat(talk.at(20.1 * SECOND, answers("www.example", A))).isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e9, 1e9})
  void aLoneMessageWithAWrongClockEndsNothing(double wrong) {
    talk.at(0, asks("www.example", A));
    talk.at(wrong, query(1).question("wrong.example", AAAA));
    for (int i = 0; i < 1000; i++) {
      talk.at(1 + i / 1000.0, query(i).question("more.example", MX));
    }
    assertThat(talk.ended()).doesNotContain("A unanswered");
    assertThat(talk.at(4 * SECOND, answers("www.example", A))).isEqualTo(ANSWER);
  }

  // Addresses.

  @ParameterizedTest
  @EnumSource(Transport.class)
  void addressesOfBothVersionsAreTold(Transport transport) {
    for (String[] ends :
        new String[][] {
          {"192.0.2.1", "192.0.2.2"}, {"2001:db8::1", "2001:db8::2"}, {"::1", "::2"}
        }) {
      talk.between(ends[0], PORT, ends[1], transport);
      assertThat(talk.at(0, asks("www.example", A))).isEqualTo(QUERY);
      assertThat(talk.at(1, answers("www.example", A))).isEqualTo(ANSWER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001:db8::1", "2001:db9::c:1", "2001:db8:0:8000::c:1"})
  void anotherIpv6ClientIsAnotherClient(String other) {
    String server = "2001:db8::53";
    talk.between("2001:db8::c:1", PORT, server, Transport.UDP);
    talk.at(0, asks("www.example", A));
    talk.between(other, PORT, server, Transport.UDP);

    assertThat(talk.at(1, answers("www.example", A))).isEqualTo(UNSOLICITED);
  }

  @Test
  void ipv4AndIpv6AreTwoWorldsEvenWithTheSameBits() {
    talk.between("192.0.2.1", PORT, "192.0.2.53", Transport.UDP);
    talk.at(0, asks("www.example", A));
    talk.between("::192.0.2.1", PORT, "::192.0.2.53", Transport.UDP);

    assertThat(talk.at(1, answers("www.example", A))).isEqualTo(UNSOLICITED);
  }

  @Test
  void bothEndsMayAskEachOtherFromPort53() {
    talk.between("192.0.2.1", 53, "192.0.2.53", Transport.UDP);
    talk.at(0, asks("www.example", A));
    talk.between("192.0.2.53", 53, "192.0.2.1", Transport.UDP);

    assertThat(talk.at(2, asks("www.example", A))).isEqualTo(QUERY);
    assertThat(talk.at(3, answers("www.example", A))).isEqualTo(ANSWER);
    assertThat(talk.transaction().firstNanos()).isEqualTo(2_000_000);
  }

  /// Whoever chooses ports and addresses must not be able to make two clients one.
  @Test
  void keysThatDifferInTheirHighestBitsAreTwo() {
    String server = "2001:db8::53";
    talk.between("2001:db8::1", PORT, server, Transport.UDP);
    talk.at(0, asks("www.example", A));
    talk.between("2001:db8::8000:0:8000:1", PORT ^ 0x8000, server, Transport.UDP);

    assertThat(talk.at(1, answers("www.example", A))).isEqualTo(UNSOLICITED);
  }

  @Test
  void namesThatDifferInTheirHighestBitsAreTwo() {
    byte[] name = MessageBuilder.name("a".repeat(40));
    byte[] other = name.clone();
    for (int octet : new int[] {8, 16, 20}) {
      other[octet] ^= (byte) 0x80;
    }
    talk.at(0, query(ID).question(name, A, CLASS_IN));

    assertThat(talk.at(1, response(ID).question(other, A, CLASS_IN))).isEqualTo(UNSOLICITED);
  }

  private static MessageBuilder asks(String name, int type) {
    return query(ID).recursionDesired().question(name, type);
  }

  private static MessageBuilder answers(String name, int type) {
    return response(ID).recursionDesired().question(name, type);
  }

  /// A question whose name has a label of a reserved kind.
  private static MessageBuilder unreadable(MessageBuilder message) {
    return message.qdcount(1).raw(new byte[] {(byte) 0x80, 0, 0, 1, 0, 1});
  }
}
