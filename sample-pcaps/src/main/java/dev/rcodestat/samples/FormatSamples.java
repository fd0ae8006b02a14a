package dev.rcodestat.samples;

import static dev.rcodestat.samples.Conversation.CLIENT;
import static dev.rcodestat.samples.Conversation.CLIENT_PORT;
import static dev.rcodestat.samples.Conversation.CLIENT_V6;
import static dev.rcodestat.samples.Conversation.DNS_PORT;
import static dev.rcodestat.samples.Conversation.ETHERNET;
import static dev.rcodestat.samples.Conversation.SERVER;
import static dev.rcodestat.samples.Conversation.SERVER_V6;
import static dev.rcodestat.samples.Conversation.START_NANOS;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Captures in the corners of the file formats, and in each link type.
final class FormatSamples {
  private static final int NULL = 0;
  private static final int RAW_BSD = 12;
  private static final int RAW_OPENBSD = 14;
  private static final int RAW = 101;
  private static final int LOOP = 108;
  private static final int LINUX_SLL = 113;
  private static final int IPV4 = 228;
  private static final int IPV6 = 229;
  private static final int LINUX_SLL2 = 276;

  private static final int TYPE_A = 1;
  private static final int SERVFAIL = 2;
  private static final int BASE_2 = 0x80;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long START_SECONDS = START_NANOS / NANOS_PER_SECOND;

  private static final int NAME_RESOLUTION = 4;
  private static final int INTERFACE_STATISTICS = 5;
  private static final int CUSTOM = 0xBAD;
  private static final int EXAMPLE_ENTERPRISE = 32_473; // RFC 5612
  private static final int IF_NAME = 2;

  private FormatSamples() {}

  static List<GeneratedSample> all() {
    return List.of(
        new GeneratedSample("big-endian.pcap", out -> bigEndian(out, false)),
        new GeneratedSample("big-endian-nanoseconds.pcap", out -> bigEndian(out, true)),
        new GeneratedSample("sections.pcapng", FormatSamples::sections),
        new GeneratedSample("link-types.pcapng", FormatSamples::linkTypes));
  }

  private static void bigEndian(OutputStream out, boolean nanoseconds) throws IOException {
    Conversation talk = new Conversation(out, nanoseconds, ByteOrder.BIG_ENDIAN);
    for (int rcode = 0; rcode < 6; rcode++) {
      int id = talk.nextId();
      String name = "rcode-" + rcode + ".example";
      talk.exchange(
          MessageBuilder.query(id).question(name, TYPE_A),
          MessageBuilder.response(id).question(name, TYPE_A).rcode(rcode));
    }
  }

  /// Three sections: little-endian, big-endian, little-endian; interfaces with their own units of
  /// time; each kind of packet block; blocks to step over.
  private static void sections(OutputStream out) throws IOException {
    PcapngWriter pcapng = new PcapngWriter(out);
    byte[] frame = ethernetAnswer(1);

    pcapng.section(ByteOrder.LITTLE_ENDIAN);
    pcapng.describeInterface(ETHERNET, 0, pcapng.option(IF_NAME, ascii("micro")));
    pcapng.describeInterface(RAW, 262_144, pcapng.timestampResolution(9));
    pcapng.block(NAME_RESOLUTION, new byte[4]);
    pcapng.enhancedPacket(0, START_SECONDS * 1_000_000 + 1, frame);
    pcapng.enhancedPacket(
        1,
        START_NANOS + 1_000_000_001L,
        FrameBuilder.raw().ip(SERVER, CLIENT).udp(DNS_PORT, CLIENT_PORT, answer(2)));
    pcapng.block(
        INTERFACE_STATISTICS,
        new OctetWriter(ByteOrder.LITTLE_ENDIAN).u32(0).u32(0).u32(0).toByteArray());

    pcapng.section(ByteOrder.BIG_ENDIAN);
    pcapng.describeInterface(LINUX_SLL2, 0, pcapng.timestampResolution(BASE_2 | 20));
    pcapng.describeInterface(
        ETHERNET, 0, pcapng.timestampResolution(3), pcapng.timestampOffset(1_000_000_000));
    pcapng.enhancedPacket(
        0,
        ((START_SECONDS + 2) << 20) + (1 << 19),
        FrameBuilder.linuxSll2().ip(SERVER_V6, CLIENT_V6).udp(DNS_PORT, CLIENT_PORT, answer(3)));
    pcapng.obsoletePacket(1, (START_SECONDS + 3 - 1_000_000_000) * 1000 + 7, frame, frame.length);
    pcapng.block(
        CUSTOM, new OctetWriter().u32(EXAMPLE_ENTERPRISE).octets(ascii("odd")).toByteArray());

    pcapng.section(ByteOrder.LITTLE_ENDIAN);
    pcapng.describeInterface(ETHERNET, 60);
    pcapng.enhancedPacket(0, (START_SECONDS + 4) * 1_000_000, frame);
    pcapng.simplePacket(Arrays.copyOf(frame, 60), frame.length);
    byte[] small = ethernetAnswer();
    pcapng.simplePacket(small, small.length);
    pcapng.block(0x8000_0001L, ascii("local use"));
    pcapng.block(0x0BAD_F00DL, new byte[0]);
    pcapng.enhancedPacket(0, (START_SECONDS + 5) * 1_000_000, frame);
  }

  /// An interface of each link type that is decoded, with a response in IPv4 and one in IPv6.
  private static void linkTypes(OutputStream out) throws IOException {
    PcapngWriter pcapng = new PcapngWriter(out);
    pcapng.section(ByteOrder.LITTLE_ENDIAN);
    int[] types = {ETHERNET, LINUX_SLL, LINUX_SLL2, NULL, NULL, LOOP, RAW, RAW_BSD, RAW_OPENBSD};
    for (int type : types) {
      pcapng.describeInterface(type, 0);
    }
    pcapng.describeInterface(IPV4, 0);
    pcapng.describeInterface(IPV6, 0);
    long micros = START_SECONDS * 1_000_000;
    for (boolean ipv6 : new boolean[] {false, true}) {
      FrameBuilder[] frames = {
        FrameBuilder.ethernet(),
        FrameBuilder.linuxSll(),
        FrameBuilder.linuxSll2(),
        FrameBuilder.loopback(ByteOrder.LITTLE_ENDIAN),
        FrameBuilder.loopback(ByteOrder.BIG_ENDIAN),
        FrameBuilder.loopback(ByteOrder.BIG_ENDIAN),
        FrameBuilder.raw(),
        FrameBuilder.raw(),
        FrameBuilder.raw(),
      };
      for (int i = 0; i < frames.length; i++) {
        pcapng.enhancedPacket(i, micros++, in(frames[i], ipv6, i));
      }
      pcapng.enhancedPacket(
          types.length + (ipv6 ? 1 : 0), micros++, in(FrameBuilder.raw(), ipv6, types.length));
    }
  }

  private static byte[] in(FrameBuilder frame, boolean ipv6, int id) {
    return frame
        .ip(ipv6 ? SERVER_V6 : SERVER, ipv6 ? CLIENT_V6 : CLIENT)
        .udp(DNS_PORT, CLIENT_PORT, answer(id));
  }

  private static byte[] ethernetAnswer(int id) {
    return in(FrameBuilder.ethernet(), false, id);
  }

  /// Without a question, so that a small snaplen leaves it whole.
  private static byte[] ethernetAnswer() {
    return FrameBuilder.ethernet()
        .ip(SERVER, CLIENT)
        .udp(DNS_PORT, CLIENT_PORT, MessageBuilder.response(9).rcode(SERVFAIL).build());
  }

  private static byte[] answer(int id) {
    return MessageBuilder.response(id).question("www.example", TYPE_A).rcode(SERVFAIL).build();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
