package dev.rcodestat.dns;

import static dev.rcodestat.samples.MessageBuilder.query;
import static dev.rcodestat.samples.MessageBuilder.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.NativeMemory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsMessageViewTest {
  private static final byte[] ADDRESS = {(byte) 192, 0, 2, 1};

  /// The name `example` of the question `www.example`.
  private static final byte[] ZONE = MessageBuilder.pointer(16);

  private static final byte[] SOA =
      MessageBuilder.concat(
          MessageBuilder.name("ns.example"), MessageBuilder.name("admin.example"), new byte[20]);

  private static final int UPDATE = 5;

  private final DnsMessageView view = new DnsMessageView();

  @Test
  void headerOfAQueryIsRead() {
    wrap(query(0xBEEF).recursionDesired().question("www.example", 28));
    assertThat(view.id()).isEqualTo(0xBEEF);
    assertThat(view.isResponse()).isFalse();
    assertThat(view.recursionDesired()).isTrue();
    assertThat(view.qdcount()).isEqualTo(1);
    assertThat(view.qtype()).isEqualTo(28);
    assertThat(view.qclass()).isEqualTo(1);
    assertThat(view.defect()).isEqualTo(MessageDefect.NONE);
  }

  @Test
  void eachFlagIsItsOwnBit() {
    wrap(response(1));
    assertThat(flags()).isEqualTo("QR");
    wrap(response(1).authoritative());
    assertThat(flags()).isEqualTo("QR AA");
    wrap(response(1).truncated());
    assertThat(flags()).isEqualTo("QR TC");
    wrap(response(1).recursionDesired());
    assertThat(flags()).isEqualTo("QR RD");
    wrap(response(1).recursionAvailable());
    assertThat(flags()).isEqualTo("QR RA");
    wrap(response(1).authenticData());
    assertThat(flags()).isEqualTo("QR AD");
    wrap(response(1).checkingDisabled());
    assertThat(flags()).isEqualTo("QR CD");
    wrap(query(1).opcode(15).rcode(15));
    assertThat(flags()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void headerGivesOpcodeAndRcode(int value) {
    wrap(response(1).opcode(value).rcode(15 - value));
    assertThat(view.opcode()).isEqualTo(value);
    assertThat(view.rcode()).isEqualTo(15 - value);
    assertThat(view.headerRcode()).isEqualTo(15 - value);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 15, 16, 23, 255, 256, 3841, 4095})
  void optRecordGivesTheUpperBitsOfTheRcode(int rcode) {
    wrap(response(1).question("www.example", 1).edns(1232).rcode(rcode));
    assertThat(view.rcode()).isEqualTo(rcode);
    assertThat(view.headerRcode()).isEqualTo(rcode & 0xF);
    assertThat(view.opt().isPresent()).isTrue();
    assertThat(view.ednsUnreached()).isFalse();
  }

  @Test
  void optRecordIsFoundBehindOtherRecords() {
    wrap(
        response(1)
            .question("www.example", 1)
            .answer(MessageBuilder.pointer(12), 1, 1, 60, ADDRESS)
            .authority(MessageBuilder.pointer(16), 2, 1, 60, MessageBuilder.name("ns.example"))
            .additional(MessageBuilder.name("ns.example"), 1, 1, 60, ADDRESS)
            .edns(1232)
            .additional(MessageBuilder.name("key"), 250, 255, 0, new byte[16])
            .rcode(23));
    assertThat(view.rcode()).isEqualTo(23);
    assertThat(view.defect()).isEqualTo(MessageDefect.NONE);
  }

  @Test
  void optRecordOutsideTheAdditionalSectionIsNone() {
    wrap(
        response(1)
            .question("www.example", 1)
            .answer(MessageBuilder.name(""), RecordType.OPT, 1232, 1L << 24, new byte[0])
            .additional(MessageBuilder.name("a"), 1, 1, 60, ADDRESS));
    assertThat(view.opt().isPresent()).isFalse();
    assertThat(view.rcode()).isZero();
  }

  @Test
  void optRecordOfAnotherNameThanTheRootIsNone() {
    wrap(
        response(1)
            .question("www.example", 1)
            .additional(MessageBuilder.name("x"), RecordType.OPT, 1232, 1L << 24, new byte[0]));
    assertThat(view.opt().isPresent()).isFalse();
  }

  @Test
  void firstOptRecordCountsWhereThereAreTwo() {
    wrap(
        response(1)
            .edns(1232)
            .rcode(16)
            .additional(MessageBuilder.name(""), RecordType.OPT, 512, 0, new byte[0]));
    assertThat(view.rcode()).isEqualTo(16);
    assertThat(view.opt().udpPayloadSize()).isEqualTo(1232);
  }

  @Test
  void messageWithoutQuestionHasTypeNone() {
    wrap(response(1).rcode(4));
    assertThat(view.qtype()).isEqualTo(QueryType.NONE);
    assertThat(view.qclass()).isZero();
    assertThat(view.rcode()).isEqualTo(4);
    assertThat(view.length()).isEqualTo(12);
  }

  @Test
  void firstOfSeveralQuestionsGivesTheType() {
    wrap(
        response(1)
            .question("www.example", 1)
            .question(MessageBuilder.pointer(12), 28, 1)
            .edns(1232)
            .rcode(16));
    assertThat(view.qdcount()).isEqualTo(2);
    assertThat(view.qtype()).isEqualTo(1);
    assertThat(view.rcode()).isEqualTo(16);
  }

  @Test
  void defectOfALaterQuestionKeepsTheFirstOnesType() {
    wrap(response(1).question("www.example", 65_280).question(MessageBuilder.pointer(0), 1, 1));
    assertThat(view.defect()).isEqualTo(MessageDefect.BAD_POINTER);
    assertThat(view.qtype()).isEqualTo(65_280);
  }

  @Test
  void pointersOfTheNinthQuestionAreNotFollowed() {
    MessageBuilder message = response(1).rcode(2);
    for (int i = 0; i < 8; i++) {
      message.question("a", 1);
    }
    wrap(message.question(MessageBuilder.pointer(0x3FFF), 1, 1));
    assertThat(view.defect()).isEqualTo(MessageDefect.NONE);
    assertThat(view.rcode()).isEqualTo(2);
  }

  @Test
  void malformedQuestionLosesNoRcode() {
    wrap(response(1).rcode(2).question(MessageBuilder.pointer(12), 1, 1).edns(1232));
    assertThat(view.rcode()).isEqualTo(2);
    assertThat(view.qtype()).isEqualTo(QueryType.UNREADABLE);
    assertThat(view.ednsUnreached()).isTrue();
  }

  @Test
  void sectionsOfAnUpdateLieInTheSamePlaces() {
    byte[] zone = MessageBuilder.name("example");
    wrap(
        query(1)
            .opcode(5)
            .question(zone, 6, 1)
            .answer(zone, 255, 255, 0, new byte[0])
            .authority(zone, 1, 1, 60, ADDRESS)
            .edns(1232)
            .dnssecOk());
    assertThat(view.opcode()).isEqualTo(5);
    assertThat(view.qtype()).isEqualTo(6);
    assertThat(view.ancount()).isEqualTo(1);
    assertThat(view.nscount()).isEqualTo(1);
    assertThat(view.arcount()).isEqualTo(1);
    assertThat(view.opt().dnssecOk()).isTrue();
  }

  @Test
  void countsAreReadUnsigned() {
    wrap(response(1).qdcount(0).ancount(65_535).nscount(32_768).arcount(0));
    assertThat(view.ancount()).isEqualTo(65_535);
    assertThat(view.nscount()).isEqualTo(32_768);
    assertThat(view.defect()).as("nothing is walked without ARCOUNT").isEqualTo(MessageDefect.NONE);
  }

  @Test
  void octetsBehindTheMessageAreNoDefect() {
    wrap(response(1).question("www.example", 1).edns(1232).rcode(16).raw(new byte[40]));
    assertThat(view.defect()).isEqualTo(MessageDefect.NONE);
    assertThat(view.rcode()).isEqualTo(16);
  }

  @Test
  void nothingOfTheMessageBeforeIsLeft() {
    wrap(response(1).question("www.example", 28).edns(1232).rcode(4095));
    wrap(response(2).rcode(3));
    assertThat(view.rcode()).isEqualTo(3);
    assertThat(view.qtype()).isEqualTo(QueryType.NONE);
    assertThat(view.opt().isPresent()).isFalse();
    assertThat(view.opt().firstExtendedError()).isEqualTo(-1);
  }

  // What a response makes of its transaction.

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 15, 16, 23, 4095})
  void rcodeOtherThanNoerrorIsTheOutcomeWhateverElse(int rcode) {
    wrap(answer().authoritative().truncated().edns(1232).rcode(rcode));
    assertThat(view.outcome()).isEqualTo(Outcome.ofRcode(rcode));
    wrap(referral().edns(1232).rcode(rcode));
    assertThat(view.outcome()).isEqualTo(Outcome.ofRcode(rcode));
  }

  @Test
  void noerrorWithAnAnswerIsAnAnswer() {
    wrap(answer());
    assertThat(view.outcome()).isEqualTo(Outcome.ANSWER);
    wrap(answer().authority(ZONE, RecordType.NS, 1, 60, MessageBuilder.name("ns.example")));
    assertThat(view.outcome()).isEqualTo(Outcome.ANSWER);
  }

  @Test
  void noerrorWithTcIsTruncated() {
    wrap(answer().truncated());
    assertThat(view.outcome()).isEqualTo(Outcome.TRUNCATED);
    wrap(noerror().truncated());
    assertThat(view.outcome()).isEqualTo(Outcome.TRUNCATED);
    wrap(referral().truncated());
    assertThat(view.outcome()).isEqualTo(Outcome.TRUNCATED);
    wrap(noerror().opcode(UPDATE).truncated());
    assertThat(view.outcome()).isEqualTo(Outcome.TRUNCATED);
  }

  @Test
  void nsRecordsWithoutAnAnswerAreAReferral() {
    wrap(referral());
    assertThat(view.outcome()).isEqualTo(Outcome.REFERRAL);
    wrap(referral().edns(1232).dnssecOk());
    assertThat(view.outcome()).isEqualTo(Outcome.REFERRAL);
  }

  @Test
  void nsRecordsAmongOthersAreAReferralToo() {
    wrap(
        noerror()
            .authority(ZONE, 43, 1, 60, new byte[36])
            .authority(ZONE, 46, 1, 60, new byte[90])
            .authority(ZONE, RecordType.NS, 1, 60, MessageBuilder.name("ns.example")));
    assertThat(view.outcome()).isEqualTo(Outcome.REFERRAL);
  }

  @Test
  void anAuthorityRefersToNobody() {
    wrap(referral().authoritative());
    assertThat(view.outcome()).isEqualTo(Outcome.NODATA);
  }

  @Test
  void soaBesideNsRecordsIsNodata() {
    wrap(referral().authority(ZONE, RecordType.SOA, 1, 60, SOA));
    assertThat(view.outcome()).isEqualTo(Outcome.NODATA);
    wrap(
        noerror()
            .authority(ZONE, RecordType.SOA, 1, 60, SOA)
            .authority(ZONE, RecordType.NS, 1, 60, MessageBuilder.name("ns.example")));
    assertThat(view.outcome()).isEqualTo(Outcome.NODATA);
  }

  @Test
  void soaAloneOrNothingAtAllIsNodata() {
    wrap(noerror().authority(ZONE, RecordType.SOA, 1, 60, SOA));
    assertThat(view.outcome()).isEqualTo(Outcome.NODATA);
    wrap(noerror());
    assertThat(view.outcome()).isEqualTo(Outcome.NODATA);
    wrap(response(1));
    assertThat(view.outcome()).isEqualTo(Outcome.NODATA);
  }

  @Test
  void nsRecordInTheAdditionalSectionRefersToNobody() {
    wrap(noerror().additional(ZONE, RecordType.NS, 1, 60, MessageBuilder.name("ns.example")));
    assertThat(view.outcome()).isEqualTo(Outcome.NODATA);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, UPDATE, 6, 15})
  void otherOperationsThanQueryHaveAnAnswerWhereTheySucceed(int opcode) {
    wrap(noerror().opcode(opcode));
    assertThat(view.outcome()).isEqualTo(Outcome.ANSWER);
    wrap(referral().opcode(opcode));
    assertThat(view.outcome()).isEqualTo(Outcome.ANSWER);
    wrap(noerror().opcode(opcode).rcode(4));
    assertThat(view.outcome()).isEqualTo(Outcome.ofRcode(4));
  }

  @Test
  void badversIsNoKindOfNoerror() {
    wrap(referral().edns(1232).rcode(16));
    assertThat(view.headerRcode()).isZero();
    assertThat(view.outcome()).isEqualTo(Outcome.ofRcode(16));
  }

  /// What is cut off is not there: as long as no NS record was seen, nothing tells a referral.
  @Test
  void authorityThatIsCutIsReadAsFarAsItGoes() {
    byte[] octets = referral().authority(ZONE, RecordType.SOA, 1, 60, SOA).build();
    int question = 12 + 13 + 4;
    int nsType = question + 2 + 2;
    int nsEnd = question + 2 + 10 + MessageBuilder.name("ns.example").length;
    for (int captured = 12; captured <= octets.length; captured++) {
      view.wrap(NativeMemory.of(octets), 0, captured, octets.length);
      boolean hasNs = captured >= nsType + 8;
      boolean hasSoa = captured >= nsEnd + 2 + 10;
      assertThat(view.outcome())
          .as("%d of %d octets", captured, octets.length)
          .isEqualTo(hasNs && !hasSoa ? Outcome.REFERRAL : Outcome.NODATA);
      assertThat(view.defect())
          .isEqualTo(captured < octets.length ? MessageDefect.CUT : MessageDefect.NONE);
    }
  }

  @Test
  void authorityThatIsMalformedIsReadAsFarAsItGoes() {
    wrap(referral().nscount(2));
    assertThat(view.defect()).isEqualTo(MessageDefect.PAST_END);
    assertThat(view.outcome()).isEqualTo(Outcome.REFERRAL);
    wrap(noerror().nscount(1).raw(new byte[] {(byte) 0x80}));
    assertThat(view.defect()).isEqualTo(MessageDefect.RESERVED_LABEL);
    assertThat(view.outcome()).isEqualTo(Outcome.NODATA);
  }

  @Test
  void nothingOfTheAuthorityBeforeIsLeft() {
    wrap(referral());
    wrap(noerror());
    assertThat(view.outcome()).isEqualTo(Outcome.NODATA);
    wrap(noerror().authority(ZONE, RecordType.SOA, 1, 60, SOA));
    wrap(referral());
    assertThat(view.outcome()).isEqualTo(Outcome.REFERRAL);
  }

  @Test
  void nameOfTheFirstQuestionIsTold() {
    wrap(query(1).question("WWW.example", 1).question("mail.example", 1));
    assertThat(view.qname().length()).isEqualTo(13);
    assertThat(view.qname().word(0)).isEqualTo(0x03_77_77_77_07_65_78_61L);
    wrap(query(1).question(".", 2));
    assertThat(view.qname().length()).isEqualTo(1);
  }

  @Test
  void nameOfTheFirstQuestionIsToldWhereALaterOneIsMalformed() {
    wrap(query(1).question("www.example", 1).question(MessageBuilder.pointer(0), 1, 1));
    assertThat(view.qtype()).isEqualTo(1);
    assertThat(view.qname().length()).isEqualTo(13);
  }

  private static MessageBuilder noerror() {
    return response(1).question("www.example", 1);
  }

  private static MessageBuilder answer() {
    return noerror().answer(ZONE, 1, 1, 60, ADDRESS);
  }

  private static MessageBuilder referral() {
    return noerror().authority(ZONE, RecordType.NS, 1, 60, MessageBuilder.name("ns.example"));
  }

  @ParameterizedTest
  @CsvSource({"11, 11", "12, 11", "0, 0", "-1, 20"})
  void wrapRefusesLengthsThatMakeNoSense(int captured, int length) {
    ByteBuffer memory = NativeMemory.of(new byte[20]);
    assertThatThrownBy(() -> view.wrap(memory, 0, captured, length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(captured + ", " + length);
  }

  private void wrap(MessageBuilder message) {
    byte[] octets = message.build();
    view.wrap(NativeMemory.of(octets), 0, octets.length, octets.length);
  }

  private String flags() {
    return ((view.isResponse() ? "QR " : "")
            + (view.isAuthoritative() ? "AA " : "")
            + (view.isTruncated() ? "TC " : "")
            + (view.recursionDesired() ? "RD " : "")
            + (view.recursionAvailable() ? "RA " : "")
            + (view.authenticData() ? "AD " : "")
            + (view.checkingDisabled() ? "CD " : ""))
        .strip();
  }
}
