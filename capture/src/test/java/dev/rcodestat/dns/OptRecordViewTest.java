package dev.rcodestat.dns;

import static dev.rcodestat.samples.MessageBuilder.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.NativeMemory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptRecordViewTest {
  private final DnsMessageView message = new DnsMessageView();

  @Test
  void fixedFieldsAreRead() {
    OptRecordView opt = wrap(response(1).edns(4096).ednsVersion(1).dnssecOk().rcode(0xABC));
    assertThat(opt.udpPayloadSize()).isEqualTo(4096);
    assertThat(opt.extendedRcode()).isEqualTo(0xAB);
    assertThat(opt.version()).isEqualTo(1);
    assertThat(opt.dnssecOk()).isTrue();
  }

  @Test
  void everyNumberIsZeroWithoutOptRecord() {
    wrap(response(1).edns(4096).ednsVersion(1).dnssecOk().extendedError(22, ""));
    OptRecordView opt = wrap(response(1));
    assertThat(opt.isPresent()).isFalse();
    assertThat(opt.udpPayloadSize()).isZero();
    assertThat(opt.extendedRcode()).isZero();
    assertThat(opt.version()).isZero();
    assertThat(opt.dnssecOk()).isFalse();
    assertThat(errors(opt)).isEmpty();
  }

  @Test
  void extendedErrorsAreVisitedInTheirOrder() {
    OptRecordView opt =
        wrap(
            response(1)
                .edns(1232)
                .option(3, new byte[] {1, 2, 3})
                .extendedError(9, "no DNSKEY")
                .option(10, new byte[8])
                .extendedError(22, "")
                .extendedError(65_535, "ä"));
    assertThat(errors(opt)).containsExactly("9 no DNSKEY", "22 ", "65535 ä");
  }

  @Test
  void sameErrorTwiceIsVisitedTwice() {
    assertThat(errors(wrap(response(1).edns(1232).extendedError(6, "").extendedError(6, ""))))
        .containsExactly("6 ", "6 ");
  }

  @Test
  void errorTooShortForItsCodeIsLeftOut() {
    OptRecordView opt =
        wrap(
            response(1)
                .edns(1232)
                .option(15, new byte[] {0})
                .option(15, new byte[0])
                .extendedError(23, "x"));
    assertThat(errors(opt)).containsExactly("23 x");
  }

  @Test
  void errorThatRunsPastTheRdataIsLeftOut() {
    OptRecordView opt =
        wrap(
            response(1)
                .edns(1232)
                .extendedError(6, "")
                .rawOptions(new byte[] {0, 15, 0, 3, 0, 22}));
    assertThat(errors(opt)).containsExactly("6 ");
  }

  private OptRecordView wrap(MessageBuilder builder) {
    byte[] octets = builder.build();
    message.wrap(NativeMemory.of(octets), 0, octets.length, octets.length);
    return message.opt();
  }

  private static List<String> errors(OptRecordView opt) {
    List<String> errors = new ArrayList<>();
    int option = opt.firstExtendedError();
    while (option >= 0) {
      byte[] text =
          NativeMemory.copy(opt.memory(), opt.extraTextOffset(option), opt.extraTextLength(option));
      errors.add(opt.infoCode(option) + " " + new String(text, StandardCharsets.UTF_8));
      option = opt.nextExtendedError(option);
    }
    return errors;
  }
}
