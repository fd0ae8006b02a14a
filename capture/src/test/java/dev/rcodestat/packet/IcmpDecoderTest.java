package dev.rcodestat.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.samples.TunnelHeaders;
import dev.rcodestat.testing.NativeMemory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcmpDecoderTest {
  private static final byte[] MESSAGE = MessageBuilder.query(1).question("www.example", 1).build();

  private final FrameDecoder decoder = new FrameDecoder(ServicePorts.standard());

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 11, 12})
  void errorThatQuotesDnsIsAboutDns(int type) {
    assertThat(decode(v4(type, quoted().udp(40_000, 53, MESSAGE))))
        .isEqualTo(FrameVerdict.ICMP_ABOUT_DNS);
    assertThat(decode(v4(type, quoted().tcp(53, 40_000, MESSAGE))))
        .isEqualTo(FrameVerdict.ICMP_ABOUT_DNS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void errorOfIpv6ThatQuotesDnsIsAboutDns(int type) {
    assertThat(decode(v6(type, quotedV6().udp(40_000, 53, MESSAGE))))
        .isEqualTo(FrameVerdict.ICMP_ABOUT_DNS);
    assertThat(
            decode(
                v6(
                    type,
                    quotedV6()
                        .optionsExtension(0)
                        .fragmentExtension(1, 7)
                        .udp(5353, 5353, MESSAGE))))
        .isEqualTo(FrameVerdict.ICMP_ABOUT_DNS);
  }

  @ParameterizedTest
  @CsvSource({"0", "8", "9", "13", "128", "1"})
  void otherTypesAreIcmp(int type) {
    assertThat(decode(v4(type, quoted().udp(40_000, 53, MESSAGE)))).isEqualTo(FrameVerdict.ICMP);
  }

  @ParameterizedTest
  @CsvSource({"0", "128", "129", "134", "137", "11"})
  void otherTypesOfIpv6AreIcmp(int type) {
    assertThat(decode(v6(type, quotedV6().udp(9, 53, MESSAGE)))).isEqualTo(FrameVerdict.ICMP);
  }

  @Test
  void errorAboutSomethingElseIsIcmp() {
    assertThat(decode(v4(3, quoted().udp(40_000, 123, MESSAGE)))).isEqualTo(FrameVerdict.ICMP);
    assertThat(decode(v4(3, quoted().tcp(5353, 9, MESSAGE)))).isEqualTo(FrameVerdict.ICMP);
    assertThat(decode(v4(3, quoted().payload(1, MESSAGE)))).isEqualTo(FrameVerdict.ICMP);
    assertThat(decode(v4(3, quoted().fragmentField(1).udp(53, 53, MESSAGE))))
        .as("a later fragment has no ports")
        .isEqualTo(FrameVerdict.ICMP);
    assertThat(decode(v6(1, quotedV6().fragmentExtension(8, 7).udp(53, 53, MESSAGE))))
        .isEqualTo(FrameVerdict.ICMP);
  }

  @Test
  void quoteMayEndAfterThePorts() {
    byte[] whole = v4(3, Arrays.copyOf(quoted().udp(40_000, 53, MESSAGE), 28));
    assertThat(decode(whole)).isEqualTo(FrameVerdict.ICMP_ABOUT_DNS);
    for (int length = 20; length < whole.length; length++) {
      assertThat(decode(Arrays.copyOf(whole, length)))
          .as("%d octets", length)
          .isEqualTo(length < 20 + 8 + 24 ? FrameVerdict.ICMP : FrameVerdict.ICMP_ABOUT_DNS);
    }
    byte[] sixth = v6(1, quotedV6().optionsExtension(60).udp(40_000, 53, MESSAGE));
    for (int length = 40; length < sixth.length; length++) {
      assertThat(decode(Arrays.copyOf(sixth, length)))
          .as("%d octets", length)
          .isEqualTo(length < 40 + 8 + 52 ? FrameVerdict.ICMP : FrameVerdict.ICMP_ABOUT_DNS);
    }
  }

  @Test
  void flowIsThatOfTheError() {
    decode(v4(3, quoted().udp(40_000, 53, MESSAGE)));
    FlowView flow = decoder.flow();
    assertThat(new IpAddress(4, 0, flow.sourceLow())).hasToString("198.51.100.1");
    assertThat(new IpAddress(4, 0, flow.destinationLow())).hasToString("192.0.2.1");
  }

  private static FrameBuilder quoted() {
    return FrameBuilder.raw().ip("192.0.2.1", "192.0.2.53");
  }

  private static FrameBuilder quotedV6() {
    return FrameBuilder.raw().ip("2001:db8::1", "2001:db8::53");
  }

  private static byte[] v4(int type, byte[] quote) {
    return FrameBuilder.raw()
        .ip("198.51.100.1", "192.0.2.1")
        .payload(1, TunnelHeaders.icmpError(type, 3, quote));
  }

  private static byte[] v6(int type, byte[] quote) {
    return FrameBuilder.raw()
        .ip("2001:db8:1::1", "2001:db8::1")
        .payload(58, TunnelHeaders.icmpError(type, 4, quote));
  }

  private FrameVerdict decode(byte[] packet) {
    return decoder.decode(NativeMemory.of(packet), 0, packet.length, packet.length, LinkType.RAW);
  }
}
