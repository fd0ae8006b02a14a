package dev.rcodestat.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
  private static final String CLIENT = "192.0.2.1";
  private static final String SERVER = "192.0.2.53";
  private static final byte[] MESSAGE =
      MessageBuilder.response(0x1234).question("www.example", 1).rcode(2).build();

  private final FrameDecoder decoder = new FrameDecoder(ServicePorts.standard());

  @Test
  void everyLinkTypeLeadsToTheSameMessage() {
    assertMessage(FrameBuilder.ethernet(), LinkType.ETHERNET);
    assertMessage(FrameBuilder.linuxSll(), LinkType.LINUX_SLL);
    assertMessage(FrameBuilder.linuxSll2(), LinkType.LINUX_SLL2);
    assertMessage(FrameBuilder.loopback(ByteOrder.LITTLE_ENDIAN), LinkType.NULL);
    assertMessage(FrameBuilder.loopback(ByteOrder.BIG_ENDIAN), LinkType.NULL);
    assertMessage(FrameBuilder.loopback(ByteOrder.BIG_ENDIAN), LinkType.LOOP);
    assertMessage(FrameBuilder.raw(), LinkType.RAW);
    assertMessage(FrameBuilder.raw(), LinkType.RAW_BSD);
    assertMessage(FrameBuilder.raw(), LinkType.RAW_OPENBSD);
    assertMessage(FrameBuilder.raw(), LinkType.IPV4);
    assertMessage(FrameBuilder.raw(), LinkType.IPV6);
  }

  @Test
  void addressesAndPortsOfBothEndsAreNoted() {
    decode(FrameBuilder.ethernet().ip(SERVER, CLIENT).udp(53, 40_000, MESSAGE), LinkType.ETHERNET);
    FlowView flow = decoder.flow();
    assertThat(flow.version()).isEqualTo(4);
    assertThat(new IpAddress(4, flow.sourceHigh(), flow.sourceLow())).hasToString(SERVER);
    assertThat(new IpAddress(4, flow.destinationHigh(), flow.destinationLow())).hasToString(CLIENT);
    assertThat(flow.sourcePort()).isEqualTo(53);
    assertThat(flow.destinationPort()).isEqualTo(40_000);
    assertThat(flow.transport()).isEqualTo(Transport.UDP);
    assertThat(flow.service()).isEqualTo(Service.DNS);
  }

  @Test
  void ipv6AddressesAreNoted() {
    decode(
        FrameBuilder.raw().ip("2001:db8::53", "2001:db8:0:1::1").udp(53, 40_000, MESSAGE),
        LinkType.RAW);
    FlowView flow = decoder.flow();
    assertThat(flow.version()).isEqualTo(6);
    assertThat(new IpAddress(6, flow.sourceHigh(), flow.sourceLow())).hasToString("2001:db8::53");
    assertThat(new IpAddress(6, flow.destinationHigh(), flow.destinationLow()))
        .hasToString("2001:db8:0:1::1");
  }

  @Test
  void nothingOfAnIpv6FlowIsLeftInAnIpv4One() {
    decode(
        FrameBuilder.raw().ip("2001:db8::53", "2001:db8::1").udp(53, 40_000, MESSAGE),
        LinkType.RAW);
    decode(FrameBuilder.raw().ip(SERVER, CLIENT).udp(53, 40_000, MESSAGE), LinkType.RAW);
    assertThat(decoder.flow().sourceHigh()).isZero();
    assertThat(decoder.flow().destinationHigh()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x8100, 0x88A8, 0x9100, 0x9200, 0x9300})
  void vlanTagsOfAnyNumberAreSteppedOver(int tpid) {
    FrameBuilder frame = FrameBuilder.ethernet();
    for (int tags = 1; tags <= 5; tags++) {
      assertMessage(frame.vlan(tpid, tags), LinkType.ETHERNET);
    }
  }

  @Test
  void vlanTagsInCookedFramesAreSteppedOver() {
    assertMessage(FrameBuilder.linuxSll().vlan(0x8100, 7), LinkType.LINUX_SLL);
    assertMessage(FrameBuilder.linuxSll2().vlan(0x88A8, 7).vlan(0x8100, 8), LinkType.LINUX_SLL2);
  }

  @Test
  void paddingOfTheFrameIsNotPartOfTheMessage() {
    byte[] bare = MessageBuilder.response(1).rcode(4).build();
    byte[] frame = FrameBuilder.ethernet().padTo(60).ip(SERVER, CLIENT).udp(53, 40_000, bare);
    assertThat(frame).hasSize(60);
    assertThat(decode(frame, LinkType.ETHERNET)).isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadCaptured()).isEqualTo(12);
    assertThat(decoder.payloadLength()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 10, 24, 28, 30, 256, 7999})
  void loopbackFamiliesOfIpAndOddOnesGoByTheVersion(long family) {
    assertMessage(
        FrameBuilder.loopback(ByteOrder.LITTLE_ENDIAN).loopbackFamily(family), LinkType.NULL);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 23, 255})
  void loopbackFamiliesOfOtherProtocolsAreNotIp(long family) {
    byte[] frame =
        FrameBuilder.loopback(ByteOrder.BIG_ENDIAN)
            .loopbackFamily(family)
            .ip(SERVER, CLIENT)
            .udp(53, 40_000, MESSAGE);
    assertThat(decode(frame, LinkType.NULL)).isEqualTo(FrameVerdict.NOT_IP);
  }

  @ParameterizedTest
  @CsvSource({"147", "2", "187", "195", "276276"})
  void linkTypeThatIsNotDecodedHasItsOwnVerdict(int linkType) {
    assertThat(decode(new byte[100], linkType)).isEqualTo(FrameVerdict.LINK_TYPE_NOT_DECODED);
    assertThat(new LinkType(linkType).isDecoded()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0x0806, NOT_IP",
    "0x88CC, NOT_IP",
    "0x0026, NOT_IP",
    "0x8863, NOT_IP",
    "0x05DD, NOT_IP",
    "0x002E, NOT_IP"
  })
  void etherTypeThatIsNotIpHasItsVerdict(int etherType, FrameVerdict verdict) {
    byte[] frame = FrameBuilder.ethernet().etherType(etherType).payload(0, new byte[46]);
    assertThat(decode(frame, LinkType.ETHERNET)).isEqualTo(verdict);
  }

  @Test
  void everyShorterCaptureOfAFrameHasAVerdictOfACut() {
    List<FrameBuilder> builders =
        List.of(
            FrameBuilder.ethernet().vlan(0x8100, 1),
            FrameBuilder.linuxSll(),
            FrameBuilder.linuxSll2(),
            FrameBuilder.raw());
    int[] types = {LinkType.ETHERNET, LinkType.LINUX_SLL, LinkType.LINUX_SLL2, LinkType.RAW};
    for (int i = 0; i < builders.size(); i++) {
      for (String[] ends : new String[][] {{SERVER, CLIENT}, {"2001:db8::53", "2001:db8::1"}}) {
        FrameBuilder builder = builders.get(i).ip(ends[0], ends[1]);
        byte[] frame = builder.udp(53, 40_000, MESSAGE);
        int headers = frame.length - MESSAGE.length;
        for (int captured = 0; captured < frame.length; captured++) {
          FrameVerdict expected =
              captured < headers
                  ? FrameVerdict.HEADERS_CUT
                  : captured < headers + 12 ? FrameVerdict.MESSAGE_HEADER_CUT : FrameVerdict.DNS;
          assertThat(decode(Arrays.copyOf(frame, captured), frame.length, types[i]))
              .as("link type %d, first %d of %d octets", types[i], captured, frame.length)
              .isEqualTo(expected);
        }
        assertThat(decoder.payloadLength()).isEqualTo(MESSAGE.length);
        assertThat(decoder.payloadCaptured()).isEqualTo(MESSAGE.length - 1);
      }
    }
  }

  @Test
  void everyShorterFrameIsMalformedWhereItEnds() {
    byte[] frame = FrameBuilder.ethernet().ip(SERVER, CLIENT).udp(53, 40_000, MESSAGE);
    for (int length = 0; length < frame.length; length++) {
      FrameVerdict verdict = decode(Arrays.copyOf(frame, length), LinkType.ETHERNET);
      FrameVerdict expected =
          length < 14
              ? FrameVerdict.LINK_MALFORMED
              : length < 14 + 20
                  ? FrameVerdict.IP_MALFORMED
                  : length < 14 + 28
                      ? FrameVerdict.HEADERS_CUT // the IP header says that there was more
                      : length < 14 + 28 + 12 ? FrameVerdict.MESSAGE_HEADER_CUT : FrameVerdict.DNS;
      assertThat(verdict).as("%d octets", length).isEqualTo(expected);
    }
  }

  private void assertMessage(FrameBuilder builder, int linkType) {
    byte[] frame = builder.ip(SERVER, CLIENT).udp(53, 40_000, MESSAGE);
    assertThat(decode(frame, linkType)).as("link type %d", linkType).isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadOffset()).isEqualTo(frame.length - MESSAGE.length);
    assertThat(decoder.payloadCaptured()).isEqualTo(MESSAGE.length);
    assertThat(decoder.payloadLength()).isEqualTo(MESSAGE.length);
    assertThat(new LinkType(linkType).isDecoded()).isTrue();
  }

  private FrameVerdict decode(byte[] frame, int linkType) {
    return decode(frame, frame.length, linkType);
  }

  private FrameVerdict decode(byte[] captured, int length, int linkType) {
    ByteBuffer memory = NativeMemory.of(captured);
    return decoder.decode(memory, 0, captured.length, length, linkType);
  }
}
