package dev.rcodestat.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.LinkHeaders;
import dev.rcodestat.samples.TunnelHeaders;
import dev.rcodestat.testing.NativeMemory;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncapsulationTest {
  private static final byte[] NOTHING_KNOWN = new byte[64];
  private static final Set<FrameVerdict> OF_SHORT_FRAMES =
      EnumSet.of(
          FrameVerdict.LINK_MALFORMED,
          FrameVerdict.IP_MALFORMED,
          FrameVerdict.TUNNEL_MALFORMED,
          FrameVerdict.TUNNEL_NOT_DECODED,
          FrameVerdict.UDP_OTHER_PORT,
          FrameVerdict.NOT_IP, // netlink without messages
          FrameVerdict.HEADERS_CUT, // the IP header says that there was more
          FrameVerdict.MESSAGE_HEADER_CUT,
          FrameVerdict.MESSAGE_TOO_SHORT,
          FrameVerdict.DNS);

  private final FrameDecoder decoder = new FrameDecoder(ServicePorts.standard());

  static List<Nested> all() {
    List<Nested> all = new ArrayList<>(Nested.tunnels());
    all.addAll(Nested.gre());
    all.addAll(Nested.mobile());
    all.addAll(Nested.links());
    all.addAll(Nested.moreLinks());
    return all;
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyEncapsulationLeadsToTheSameMessage(Nested nested) {
    byte[] message = Nested.MESSAGE;
    assertThat(decode(nested.frame(), nested.linkType())).isEqualTo(FrameVerdict.DNS);
    assertThat(decoder.payloadCaptured()).isEqualTo(message.length);
    assertThat(decoder.payloadLength()).isEqualTo(message.length);
    byte[] found =
        Arrays.copyOfRange(
            nested.frame(), decoder.payloadOffset(), decoder.payloadOffset() + message.length);
    assertThat(found).isEqualTo(message);
    assertThat(decoder.flow().sourcePort()).isEqualTo(53);
    assertThat(new LinkType(nested.linkType()).isDecoded()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyShorterCaptureIsCut(Nested nested) {
    byte[] frame = nested.frame();
    decode(frame, nested.linkType());
    int message = decoder.payloadOffset();
    for (int captured = 0; captured < frame.length; captured++) {
      FrameVerdict expected =
          captured < message
              ? FrameVerdict.HEADERS_CUT
              : captured < message + 12 ? FrameVerdict.MESSAGE_HEADER_CUT : FrameVerdict.DNS;
      assertThat(decode(Arrays.copyOf(frame, captured), frame.length, nested.linkType()))
          .as("%s, first %d of %d octets", nested, captured, frame.length)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyShorterFrameHasAVerdictOfWhatIsMissing(Nested nested) {
    for (int length = 0; length < nested.frame().length; length++) {
      byte[] frame = Arrays.copyOf(nested.frame(), length);
      assertThat(decode(frame, nested.linkType()))
          .as("%s, %d octets", nested, length)
          .isIn(OF_SHORT_FRAMES);
    }
  }

  @Test
  void noMutationThrows() {
    Random random = new Random(8926);
    int opened = 0;
    for (Nested nested : all()) {
      for (int i = 0; i < 2_000; i++) {
        byte[] frame = nested.frame().clone();
        for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
          frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
        }
        int captured = random.nextInt(frame.length + 1);
        byte[] cut = random.nextBoolean() ? frame : Arrays.copyOf(frame, captured);
        opened += decode(cut, frame.length, nested.linkType()).holdsMessage() ? 1 : 0;
      }
    }
    assertThat(opened).isGreaterThan(10_000);
  }

  @Test
  void noRandomFrameOfAnyLinkTypeThrows() {
    Random random = new Random(12);
    for (int linkType = 0; linkType < 300; linkType++) {
      for (int i = 0; i < 200; i++) {
        byte[] frame = new byte[random.nextInt(200)];
        random.nextBytes(frame);
        assertThat(decode(frame, linkType)).isNotNull();
      }
    }
  }

  @Test
  void openingAllocatesNothing() {
    List<Nested> all = all();
    ByteBuffer[] frames = new ByteBuffer[all.size()];
    int[] linkTypes = new int[frames.length];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = NativeMemory.of(all.get(i).frame());
      linkTypes[i] = all.get(i).linkType();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5 && least > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < frames.length * 500; i++) {
        ByteBuffer frame = frames[i % frames.length];
        int octets = frame.capacity();
        decoder.decode(frame, 0, octets, octets, linkTypes[i % frames.length]);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("octets for %d frames", frames.length * 500).isZero();
  }

  @Test
  void sixteenLayersAreOpenedAndSeventeenAreNot() {
    byte[] packet = FrameBuilder.raw().ip("192.0.2.53", "192.0.2.1").udp(53, 9, Nested.MESSAGE);
    for (int layers = 1; layers <= 17; layers++) {
      packet = FrameBuilder.raw().ip("198.51.100.1", "198.51.100.2").payload(4, packet);
      assertThat(decode(packet, LinkType.RAW))
          .as("%d layers", layers)
          .isEqualTo(layers <= 16 ? FrameVerdict.DNS : FrameVerdict.NESTED_TOO_DEEP);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 137})
  void hugeFrameOfHeadersHasItsVerdictAtOnce(int protocol) {
    byte[] frame = new byte[0xFFFF];
    for (int at = 0; at + 20 <= frame.length; at += 20) {
      frame[at] = 0x45;
      frame[at + 9] = (byte) protocol;
    }
    long start = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      decode(frame, LinkType.RAW);
    }
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    assertThat(decode(frame, LinkType.RAW))
        .isIn(FrameVerdict.NESTED_TOO_DEEP, FrameVerdict.TUNNEL_MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    "1701, 40000",
    "40000, 1701",
    "2152, 2152",
    "4789, 40000",
    "40000, 8472",
    "40000, 6081",
    "3544, 40000"
  })
  void datagramOnATunnelsPortThatIsNoneIsAnOrdinaryOne(int source, int destination) {
    byte[] frame =
        FrameBuilder.raw().ip("192.0.2.1", "192.0.2.2").udp(source, destination, NOTHING_KNOWN);
    frame[28] = (byte) 0xC0; // no version that any of them knows
    assertThat(decode(frame, LinkType.RAW)).isEqualTo(FrameVerdict.UDP_OTHER_PORT);
    byte[] empty = FrameBuilder.raw().ip("192.0.2.1", "192.0.2.2").udp(source, 9, new byte[0]);
    assertThat(decode(empty, LinkType.RAW)).isEqualTo(FrameVerdict.UDP_OTHER_PORT);
  }

  @Test
  void tunnelIsKnownByItsSourcePortToo() {
    byte[] packet = FrameBuilder.raw().ip("192.0.2.53", "192.0.2.1").udp(53, 9, Nested.MESSAGE);
    byte[] frame =
        FrameBuilder.raw()
            .ip("198.51.100.1", "198.51.100.2")
            .udp(2152, 40_000, TunnelHeaders.gtp(packet));
    assertThat(decode(frame, LinkType.RAW)).isEqualTo(FrameVerdict.DNS);
  }

  @Test
  void dnsOnATunnelsPortIsDns() {
    byte[] frame = FrameBuilder.raw().ip("192.0.2.53", "192.0.2.1").udp(53, 4789, Nested.MESSAGE);
    assertThat(decode(frame, LinkType.RAW)).isEqualTo(FrameVerdict.DNS);
  }

  @Test
  void encryptedFramesHaveTheirOwnVerdict() {
    assertThat(decode(LinkHeaders.wifiProtected(new byte[60]), LinkType.IEEE802_11))
        .isEqualTo(FrameVerdict.LINK_ENCRYPTED);
    byte[] macsec = {0x2C, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 9, 9, 9, 9};
    assertThat(
            decode(FrameBuilder.ethernet().etherType(0x88E5).payload(0, macsec), LinkType.ETHERNET))
        .isEqualTo(FrameVerdict.LINK_ENCRYPTED);
  }

  @ParameterizedTest
  @CsvSource({
    "0x80, NOT_IP", // beacon
    "0xD4, NOT_IP", // acknowledgment
    "0x48, NOT_IP", // data without data
    "0x09, NOT_IP" // another version
  })
  void wifiFramesWithoutPacketsAreNotIp(int control, FrameVerdict verdict) {
    byte[] frame = LinkHeaders.wifi(new byte[40]);
    frame[0] = (byte) control;
    assertThat(decode(frame, LinkType.IEEE802_11)).isEqualTo(verdict);
  }

  @Test
  void laterFragmentOfWifiIsNotOpened() {
    byte[] frame = LinkHeaders.wifi(new byte[40]);
    frame[22] = 1;
    assertThat(decode(frame, LinkType.IEEE802_11)).isEqualTo(FrameVerdict.TUNNEL_NOT_DECODED);
  }

  @ParameterizedTest
  @CsvSource({
    "0xC021, NOT_IP", // link control
    "0x8021, NOT_IP", // IP control
    "0x00FD, TUNNEL_NOT_DECODED", // compressed
    "0x002D, TUNNEL_NOT_DECODED" // compressed header
  })
  void pppWithoutPacketsHasItsVerdict(int protocol, FrameVerdict verdict) {
    assertThat(decode(TunnelHeaders.ppp(protocol, NOTHING_KNOWN), LinkType.PPP)).isEqualTo(verdict);
  }

  @Test
  void greOfAnUnknownVersionIsNotOpened() {
    byte[] frame =
        FrameBuilder.raw()
            .ip("192.0.2.1", "192.0.2.2")
            .payload(47, TunnelHeaders.gre(2, 0x0800, NOTHING_KNOWN));
    assertThat(decode(frame, LinkType.RAW)).isEqualTo(FrameVerdict.TUNNEL_NOT_DECODED);
  }

  @Test
  void acknowledgmentOfPptpHoldsNoPacket() {
    byte[] frame =
        FrameBuilder.raw()
            .ip("192.0.2.1", "192.0.2.2")
            .payload(47, TunnelHeaders.gre(0x2081, 0x880B, new byte[0]));
    assertThat(decode(frame, LinkType.RAW)).isEqualTo(FrameVerdict.NOT_IP);
  }

  private FrameVerdict decode(byte[] frame, int linkType) {
    return decode(frame, frame.length, linkType);
  }

  private FrameVerdict decode(byte[] captured, int length, int linkType) {
    ByteBuffer memory = NativeMemory.of(captured);
    return decoder.decode(memory, 0, captured.length, length, linkType);
  }
}
