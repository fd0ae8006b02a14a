package dev.rcodestat.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.NativeMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpDecoderTest {
  private static final byte[] MESSAGE =
      MessageBuilder.response(1).question("www.example", 1).rcode(2).build();
  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int DONT_FRAGMENT = 0x4000;

  private final FrameDecoder decoder = new FrameDecoder(ServicePorts.standard());

  @Test
  void ipv4OptionsAreSteppedOver() {
    assertThat(decode(v4().ipv4Options(new byte[40]))).isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadCaptured()).isEqualTo(MESSAGE.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {MORE_FRAGMENTS, 1, 0x1FFF, MORE_FRAGMENTS | 185})
  void ipv4FragmentsAreFirstAndLaterOnes(int field) {
    assertThat(decode(v4().fragmentField(field))).isEqualTo(FrameVerdict.FRAGMENT_HELD);
  }

  @Test
  void dontFragmentIsNoFragment() {
    assertThat(decode(v4().fragmentField(DONT_FRAGMENT))).isEqualTo(FrameVerdict.DNS);
    assertThat(decode(v4().fragmentField(0x8000))).isEqualTo(FrameVerdict.DNS);
  }

  @Test
  void totalLengthOfZeroIsSegmentationOffload() {
    assertThat(decode(v4().ipLength(0))).isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadLength()).isEqualTo(MESSAGE.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 19})
  void totalLengthShorterThanTheHeaderIsMalformed(int length) {
    assertThat(decode(v4().ipLength(length))).isEqualTo(FrameVerdict.IP_MALFORMED);
  }

  @Test
  void totalLengthBeyondTheFrameIsLostOnTheWay() {
    assertThat(decode(v4().ipLength(28 + MESSAGE.length + 100).udpLength(8 + MESSAGE.length + 100)))
        .isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadCaptured()).isEqualTo(MESSAGE.length);
    assertThat(decoder.payloadLength()).isEqualTo(MESSAGE.length + 100);
  }

  @ParameterizedTest
  @CsvSource({"0x35", "0x44", "0x65", "0x05"})
  void versionOrHeaderLengthThatContradictsIsMalformed(int firstOctet) {
    byte[] frame = FrameBuilder.ethernet().ip("192.0.2.53", "192.0.2.1").udp(53, 9, MESSAGE);
    frame[14] = (byte) firstOctet;
    assertThat(decode(frame, LinkType.ETHERNET)).isEqualTo(FrameVerdict.IP_MALFORMED);
  }

  @Test
  void bareIpOfAnotherVersionIsNotIp() {
    byte[] frame = v4().udp(53, 9, MESSAGE);
    frame[0] = 0x55;
    assertThat(decode(frame, LinkType.RAW)).isEqualTo(FrameVerdict.NOT_IP);
    assertThat(decode(new byte[0], LinkType.RAW)).isEqualTo(FrameVerdict.IP_MALFORMED);
  }

  @Test
  void bareIpGoesByItsVersionWhateverTheLinkTypeSays() {
    assertThat(decode(v6().udp(53, 9, MESSAGE), LinkType.IPV4)).isEqualTo(FrameVerdict.DNS);
    assertThat(decode(v4().udp(53, 9, MESSAGE), LinkType.IPV6)).isEqualTo(FrameVerdict.DNS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 43, 60, 135, 139, 140})
  void ipv6ExtensionHeadersAreSteppedOver(int protocol) {
    assertThat(decode(v6().optionsExtension(protocol))).isEqualTo(FrameVerdict.DNS);
    byte[] longer = new byte[8 * 5 - 1];
    longer[0] = 4;
    assertThat(decode(v6().extension(protocol, longer))).isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadCaptured()).isEqualTo(MESSAGE.length);
  }

  @Test
  void extensionHeadersOfAllKindsInOnePacketAreSteppedOver() {
    assertThat(
            decode(
                v6().optionsExtension(0)
                    .optionsExtension(60)
                    .optionsExtension(43)
                    .fragmentExtension(0, 1)
                    .authenticationExtension()
                    .optionsExtension(60)))
        .isEqualTo(FrameVerdict.DNS);
  }

  @Test
  void authenticationHeaderCountsInUnitsOfFour() {
    assertThat(decode(v6().authenticationExtension())).isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadCaptured()).isEqualTo(MESSAGE.length);
  }

  @Test
  void atomicFragmentIsAWholePacket() {
    assertThat(decode(v6().fragmentExtension(0, 7))).isEqualTo(FrameVerdict.DNS);
    assertThat(decode(v6().fragmentExtension(6, 7)))
        .as("reserved bits")
        .isEqualTo(FrameVerdict.DNS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 0xFFF8})
  void ipv6FragmentsAreFirstAndLaterOnes(int field) {
    assertThat(decode(v6().fragmentExtension(field, 7))).isEqualTo(FrameVerdict.FRAGMENT_HELD);
  }

  @Test
  void extensionHeaderPastThePacketIsMalformed() {
    assertThat(decode(v6().extension(60, new byte[] {(byte) 200, 0, 0, 0, 0, 0, 0})))
        .isEqualTo(FrameVerdict.IP_MALFORMED);
  }

  @Test
  void payloadLengthOfZeroIsAJumbogramOrOffload() {
    assertThat(decode(v6().ipLength(0))).isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadLength()).isEqualTo(MESSAGE.length);
  }

  @ParameterizedTest
  @CsvSource({
    "1, ICMP",
    "58, ICMP",
    "50, IP_OTHER_PROTOCOL",
    "2, IP_OTHER_PROTOCOL",
    "59, IP_OTHER_PROTOCOL",
    "132, IP_OTHER_PROTOCOL"
  })
  void protocolThatIsNotUdpOrTcpHasItsVerdict(int protocol, FrameVerdict verdict) {
    assertThat(decode(v4().payload(protocol, MESSAGE), LinkType.RAW)).isEqualTo(verdict);
    assertThat(decode(v6().payload(protocol, MESSAGE), LinkType.RAW)).isEqualTo(verdict);
  }

  private static FrameBuilder v4() {
    return FrameBuilder.raw().ip("192.0.2.53", "192.0.2.1");
  }

  private static FrameBuilder v6() {
    return FrameBuilder.raw().ip("2001:db8::53", "2001:db8::1");
  }

  private FrameVerdict decode(FrameBuilder frame) {
    return decode(frame.udp(53, 40_000, MESSAGE), LinkType.RAW);
  }

  private FrameVerdict decode(byte[] frame, int linkType) {
    return decoder.decode(NativeMemory.of(frame), 0, frame.length, frame.length, linkType);
  }
}
