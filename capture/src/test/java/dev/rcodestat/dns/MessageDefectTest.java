package dev.rcodestat.dns;

import static dev.rcodestat.samples.MessageBuilder.concat;
import static dev.rcodestat.samples.MessageBuilder.labels;
import static dev.rcodestat.samples.MessageBuilder.name;
import static dev.rcodestat.samples.MessageBuilder.pointer;
import static dev.rcodestat.samples.MessageBuilder.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.NativeMemory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDefectTest {
  private static final byte[] ADDRESS = {(byte) 192, 0, 2, 1};
  private static final byte[] MAX_NAME = name(("x".repeat(62) + ".").repeat(4) + "x");

  @Test
  void pointerToItselfIsALoop() {
    assertThat(questionDefect(pointer(12))).isEqualTo(MessageDefect.BAD_POINTER);
  }

  @Test
  void pointerToTheLabelsThatItEndsIsALoop() {
    assertThat(questionDefect(concat(labels("www"), pointer(12))))
        .isEqualTo(MessageDefect.BAD_POINTER);
    assertThat(questionDefect(concat(labels("www.example"), pointer(16))))
        .isEqualTo(MessageDefect.BAD_POINTER);
  }

  @Test
  void pointerAheadIsBad() {
    assertThat(questionDefect(concat(pointer(14), name("www"))))
        .isEqualTo(MessageDefect.BAD_POINTER);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 11})
  void pointerIntoTheHeaderIsBad(int target) {
    assertThat(questionDefect(pointer(target))).isEqualTo(MessageDefect.BAD_POINTER);
  }

  @Test
  void pointersToEachOtherAreBad() {
    MessageBuilder message = response(1).question(pointer(18), 1, 1).question(pointer(12), 1, 1);
    assertThat(defect(message)).isEqualTo(MessageDefect.BAD_POINTER);
  }

  @Test
  void pointerToAnEarlierPointerIsFollowed() {
    MessageBuilder message =
        response(1)
            .question("www.example", 1)
            .question(pointer(12), 1, 1)
            .question(concat(labels("a"), pointer(29)), 1, 1)
            .edns(512)
            .rcode(16);
    assertThat(defect(message)).isEqualTo(MessageDefect.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x40, 0x41, 0x7F, 0x80, 0xBF})
  void labelOfAReservedTypeIsReserved(int type) {
    byte[] octet = {(byte) type};
    assertThat(questionDefect(concat(labels("www"), octet, name("example"))))
        .isEqualTo(MessageDefect.RESERVED_LABEL);
    assertThat(answerDefect(concat(labels("www"), octet, name("example"))))
        .isEqualTo(MessageDefect.RESERVED_LABEL);
  }

  @Test
  void nameOf255OctetsIsNotTooLong() {
    assertThat(MAX_NAME).hasSize(255);
    assertThat(questionDefect(MAX_NAME)).isEqualTo(MessageDefect.NONE);
    assertThat(answerDefect(MAX_NAME)).isEqualTo(MessageDefect.NONE);
  }

  @Test
  void nameOf256OctetsIsTooLong() {
    byte[] name = name(("x".repeat(62) + ".").repeat(4) + "xx");
    assertThat(questionDefect(name)).isEqualTo(MessageDefect.NAME_TOO_LONG);
    assertThat(answerDefect(name)).isEqualTo(MessageDefect.NAME_TOO_LONG);
  }

  @Test
  void nameIsTooLongTogetherWithWhatItsPointerLeadsTo() {
    MessageBuilder message =
        response(1).question(MAX_NAME, 1, 1).question(concat(labels("x"), pointer(12)), 1, 1);
    assertThat(defect(message)).isEqualTo(MessageDefect.NAME_TOO_LONG);
  }

  @Test
  void pointerOfARecordIsNotFollowed() {
    assertThat(answerDefect(pointer(0x3FFF))).isEqualTo(MessageDefect.NONE);
  }

  @Test
  void countsThatPromiseMoreArePastTheEnd() {
    assertThat(defect(response(1).qdcount(1))).isEqualTo(MessageDefect.PAST_END);
    assertThat(defect(response(1).qdcount(65_535))).isEqualTo(MessageDefect.PAST_END);
    assertThat(defect(response(1).arcount(1))).isEqualTo(MessageDefect.PAST_END);
    assertThat(defect(response(1).question("a", 1).qdcount(2))).isEqualTo(MessageDefect.PAST_END);
    assertThat(defect(response(1).question("a", 1).ancount(65_535).nscount(65_535).arcount(65_535)))
        .isEqualTo(MessageDefect.PAST_END);
  }

  @Test
  void answersThatOnlyTheHeaderHasAreNotMissedWithoutAdditionalOnes() {
    assertThat(defect(response(1).ancount(65_535))).isEqualTo(MessageDefect.NONE);
  }

  @Test
  void rdataPastTheEndIsPastTheEnd() {
    byte[] record = response(1).answer(name("a"), 1, 1, 60, ADDRESS).arcount(1).build();
    record[record.length - 5] = 5; // RDLENGTH
    assertThat(defect(record, record.length)).isEqualTo(MessageDefect.PAST_END);
  }

  @Test
  void whatTheWireHadAndTheCaptureLacksIsCut() {
    byte[] whole = response(1).question("www.example", 1).edns(512).rcode(16).build();
    for (int captured = 12; captured < whole.length; captured++) {
      assertThat(defect(Arrays.copyOf(whole, captured), whole.length))
          .as("first %d octets", captured)
          .isEqualTo(MessageDefect.CUT);
    }
  }

  @Test
  void whatTheWireLackedIsPastTheEnd() {
    byte[] whole = response(1).question("www.example", 1).edns(512).rcode(16).build();
    for (int length = 12; length < whole.length; length++) {
      assertThat(defect(Arrays.copyOf(whole, length), length))
          .as("first %d octets", length)
          .isEqualTo(MessageDefect.PAST_END);
    }
  }

  @Test
  void cutMessageWhoseRecordsEndPastTheWireToo() {
    byte[] octets = response(1).question("www.example", 1).arcount(1).build();
    assertThat(defect(octets, octets.length + 3))
        .as("the next octet was on the wire, the whole record was not")
        .isEqualTo(MessageDefect.CUT);
  }

  @Test
  void upperBitsOfACutOptRecordCountWhereTheCaptureHasThem() {
    byte[] whole =
        response(1)
            .question("www.example", 1)
            .edns(512)
            .extendedError(22, "text")
            .rcode(23)
            .build();
    int opt = 12 + 13 + 4;
    DnsMessageView view = new DnsMessageView();
    for (int captured = opt; captured < whole.length; captured++) {
      byte[] octets = Arrays.copyOf(whole, captured);
      view.wrap(NativeMemory.of(octets), 0, captured, whole.length);
      boolean reached = captured >= opt + 11;
      assertThat(view.rcode()).as("first %d octets", captured).isEqualTo(reached ? 23 : 23 & 0xF);
      assertThat(view.ednsUnreached()).isEqualTo(!reached);
      assertThat(view.opt().firstExtendedError()).as("a cut option is not counted").isEqualTo(-1);
    }
  }

  @Test
  void optionsThatDoNotFillTheRdataAreBad() {
    for (byte[] options :
        new byte[][] {{0}, {0, 15, 0}, {0, 15, 0, 3, 0, 1}, {0, 3, 0, 0, 9}, {0, 3, -1, -1}}) {
      MessageBuilder message = response(1).edns(512).rawOptions(options).rcode(16);
      assertThat(defect(message)).isEqualTo(MessageDefect.BAD_OPTION);
    }
  }

  @Test
  void badOptionLosesNoRcode() {
    byte[] octets = response(1).edns(512).rawOptions(new byte[] {0}).rcode(23).build();
    DnsMessageView view = new DnsMessageView();
    view.wrap(NativeMemory.of(octets), 0, octets.length, octets.length);
    assertThat(view.rcode()).isEqualTo(23);
    assertThat(view.ednsUnreached()).isFalse();
  }

  private static MessageDefect questionDefect(byte[] name) {
    return defect(response(1).question(name, 1, 1));
  }

  private static MessageDefect answerDefect(byte[] name) {
    return defect(response(1).answer(name, 1, 1, 60, ADDRESS).edns(512));
  }

  private static MessageDefect defect(MessageBuilder message) {
    byte[] octets = message.build();
    return defect(octets, octets.length);
  }

  private static MessageDefect defect(byte[] captured, int length) {
    return new DnsMessageView().wrap(NativeMemory.of(captured), 0, captured.length, length);
  }
}
