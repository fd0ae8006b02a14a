package dev.rcodestat.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.NativeMemory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportDecoderTest {
  private static final byte[] MESSAGE =
      MessageBuilder.response(1).question("www.example", 1).rcode(2).build();

  private FrameDecoder decoder = new FrameDecoder(ServicePorts.standard());

  @ParameterizedTest
  @CsvSource({
    "53, 40000, DNS",
    "40000, 53, DNS",
    "53, 53, DNS",
    "53, 5353, DNS",
    "5353, 53, DNS",
    "5355, 53, DNS",
    "5353, 5353, MDNS",
    "40000, 5353, MDNS",
    "5353, 40000, MDNS",
    "40000, 5355, LLMNR",
    "5355, 40000, LLMNR",
    "8053, 40000, UDP_OTHER_PORT",
    "0, 65535, UDP_OTHER_PORT",
    "40000, 1701, UDP_OTHER_PORT"
  })
  void portsTellTheService(int source, int destination, FrameVerdict verdict) {
    assertThat(decode(packet().udp(source, destination, MESSAGE))).isEqualTo(verdict);
  }

  @Test
  void otherPortsCarryDnsWhereAskedFor() {
    decoder = new FrameDecoder(new ServicePorts(Set.of(8053, 5353)));
    assertThat(decode(packet().udp(8053, 9, MESSAGE))).isEqualTo(FrameVerdict.DNS);
    assertThat(decode(packet().udp(5353, 5353, MESSAGE))).isEqualTo(FrameVerdict.DNS);
    assertThat(decode(packet().udp(53, 9, MESSAGE))).isEqualTo(FrameVerdict.UDP_OTHER_PORT);
    assertThat(decode(packet().udp(5355, 9, MESSAGE))).isEqualTo(FrameVerdict.LLMNR);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void portThatIsNoneIsRefused(int port) {
    assertThatThrownBy(() -> new ServicePorts(List.of(port)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(port));
  }

  @Test
  void datagramShorterThanItsPacketEndsTheMessage() {
    assertThat(decode(packet().udpLength(8 + 12).udp(53, 9, MESSAGE))).isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadCaptured()).isEqualTo(12);
    assertThat(decoder.payloadLength()).isEqualTo(12);
  }

  @Test
  void datagramLongerThanItsPacketEndsWithThePacket() {
    assertThat(decode(packet().udpLength(500).udp(53, 9, MESSAGE))).isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadLength()).isEqualTo(MESSAGE.length);
  }

  @Test
  void lengthOfZeroTakesThePacketsLength() {
    assertThat(decode(packet().udpLength(0).udp(53, 9, MESSAGE))).isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadLength()).isEqualTo(MESSAGE.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void lengthShorterThanTheHeaderIsMalformed(int length) {
    assertThat(decode(packet().udpLength(length).udp(53, 9, MESSAGE)))
        .isEqualTo(FrameVerdict.TRANSPORT_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11})
  void datagramTooShortForAMessageHasItsVerdict(int octets) {
    assertThat(decode(packet().udp(53, 9, Arrays.copyOf(MESSAGE, octets))))
        .isEqualTo(FrameVerdict.MESSAGE_TOO_SHORT);
  }

  @Test
  void packetTooShortForAUdpHeaderIsMalformed() {
    assertThat(decode(packet().payload(17, new byte[7])))
        .isEqualTo(FrameVerdict.TRANSPORT_MALFORMED);
  }

  @Test
  void checksumIsNotLookedAt() {
    assertThat(decode(packet().udpChecksum(0).udp(53, 9, MESSAGE))).isEqualTo(FrameVerdict.DNS);
    assertThat(decode(packet().udpChecksum(0xBAD).udp(53, 9, MESSAGE))).isEqualTo(FrameVerdict.DNS);
  }

  private static FrameBuilder packet() {
    return FrameBuilder.raw().ip("192.0.2.53", "192.0.2.1");
  }

  private FrameVerdict decode(byte[] frame) {
    return decoder.decode(NativeMemory.of(frame), 0, frame.length, frame.length, LinkType.RAW);
  }
}
