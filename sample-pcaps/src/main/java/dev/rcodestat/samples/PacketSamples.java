package dev.rcodestat.samples;

import static dev.rcodestat.samples.Conversation.CLIENT;
import static dev.rcodestat.samples.Conversation.CLIENT_PORT;
import static dev.rcodestat.samples.Conversation.CLIENT_V6;
import static dev.rcodestat.samples.Conversation.DNS_PORT;
import static dev.rcodestat.samples.Conversation.SERVER;
import static dev.rcodestat.samples.Conversation.SERVER_V6;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/// Captures of messages in odd VLAN tags, IP packets and datagrams, all on Ethernet.
final class PacketSamples {
  private static final int TYPE_A = 1;
  private static final int SERVFAIL = 2;
  private static final int C_TAG = 0x8100;
  private static final int S_TAG = 0x88A8;
  private static final int OLD_S_TAG = 0x9100;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int DESTINATION_OPTIONS = 60;

  private static final int MDNS_PORT = 5353;
  private static final int LLMNR_PORT = 5355;
  private static final int CACHE_FLUSH = 0x8001;

  /// A header of 16 octets with a PadN option.
  private static final byte[] SIXTEEN_OCTETS = {1, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private PacketSamples() {}

  static List<GeneratedSample> all() {
    return List.of(
        new GeneratedSample("vlan-tags.pcap", PacketSamples::vlanTags),
        new GeneratedSample("ipv6-extensions.pcap", PacketSamples::ipv6Extensions),
        new GeneratedSample("datagrams-odd.pcap", PacketSamples::datagrams),
        new GeneratedSample("multicast-ports.pcap", PacketSamples::multicast));
  }

  /// None, one, two and three tags, with padding to the least size of an Ethernet frame.
  private static void vlanTags(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    int[][] stacks = {
      {},
      {C_TAG},
      {S_TAG},
      {S_TAG, C_TAG},
      {C_TAG, C_TAG},
      {OLD_S_TAG, C_TAG},
      {S_TAG, S_TAG, C_TAG}
    };
    for (int[] stack : stacks) {
      for (boolean ipv6 : new boolean[] {false, true}) {
        FrameBuilder frame = FrameBuilder.ethernet().padTo(60);
        for (int i = 0; i < stack.length; i++) {
          frame.vlan(stack[i], 100 + i);
        }
        talk.frame(answer(frame, ipv6, MessageBuilder.response(talk.nextId()).rcode(SERVFAIL)));
      }
    }
  }

  private static void ipv6Extensions(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    FrameBuilder[] frames = {
      FrameBuilder.ethernet().optionsExtension(HOP_BY_HOP),
      FrameBuilder.ethernet().optionsExtension(DESTINATION_OPTIONS),
      FrameBuilder.ethernet().extension(DESTINATION_OPTIONS, SIXTEEN_OCTETS),
      FrameBuilder.ethernet().fragmentExtension(0, 7),
      FrameBuilder.ethernet().authenticationExtension(),
      FrameBuilder.ethernet().extension(ROUTING, new byte[] {0, (byte) 253, 0, 0, 0, 0, 0}),
      FrameBuilder.ethernet()
          .optionsExtension(HOP_BY_HOP)
          .optionsExtension(DESTINATION_OPTIONS)
          .fragmentExtension(0, 8)
          .authenticationExtension()
          .optionsExtension(DESTINATION_OPTIONS),
    };
    for (FrameBuilder frame : frames) {
      talk.frame(answer(frame, true, failure(talk)));
    }
  }

  /// Lengths that do not agree, IPv4 options, no checksum, DNS on both ports, too little for a
  /// header.
  private static void datagrams(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    talk.frame(answer(FrameBuilder.ethernet().udpChecksum(0), false, failure(talk)));
    talk.frame(answer(FrameBuilder.ethernet().udpChecksum(0xBAD), false, failure(talk)));
    talk.frame(
        answer(FrameBuilder.ethernet().ipv4Options(new byte[] {1, 1, 1, 0}), false, failure(talk)));
    byte[] message = failure(talk).build();
    FrameBuilder both = FrameBuilder.ethernet().ip(SERVER, CLIENT);
    talk.frame(both.udp(DNS_PORT, DNS_PORT, message));
    talk.frame(both.udp(DNS_PORT, MDNS_PORT, message));
    // octets of the datagram after the message
    talk.frame(
        answer(
            FrameBuilder.ethernet().udpLength(8 + 12), false, bareFailure(talk).raw(new byte[9])));
    // a datagram longer than its packet
    talk.frame(answer(FrameBuilder.ethernet().udpLength(500), false, failure(talk)));
    // no room for a datagram header
    talk.frame(answer(FrameBuilder.ethernet().udpLength(7), false, failure(talk)));
    for (int octets : new int[] {0, 1, 4, 11}) {
      talk.frame(both.udp(DNS_PORT, CLIENT_PORT, Arrays.copyOf(message, octets)));
    }
    talk.frame(answer(FrameBuilder.ethernet(), false, bareFailure(talk)));
    talk.frame(answer(FrameBuilder.ethernet(), true, failure(talk)));
    talk.frame(both.udp(8053, CLIENT_PORT, message));
    talk.frame(both.payload(1, new byte[] {8, 0, (byte) 0xF7, (byte) 0xFF, 0, 0, 0, 0}));
    talk.frame(FrameBuilder.ethernet().etherType(0x0806).payload(0, new byte[46]));
  }

  /// mDNS and LLMNR count apart.
  private static void multicast(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    byte[] host = MessageBuilder.name("printer.local");
    byte[] mdnsQuery = MessageBuilder.query(0).question(host, TYPE_A, 1).build();
    byte[] mdnsResponse =
        MessageBuilder.response(0)
            .authoritative()
            .answer(host, TYPE_A, CACHE_FLUSH, 120, new byte[] {(byte) 192, 0, 2, 9})
            .build();
    FrameBuilder group = FrameBuilder.ethernet().ip(CLIENT, "224.0.0.251").ttl(255);
    talk.frame(group.udp(MDNS_PORT, MDNS_PORT, mdnsQuery));
    talk.frame(group.udp(MDNS_PORT, MDNS_PORT, mdnsResponse));
    FrameBuilder groupV6 = FrameBuilder.ethernet().ip(CLIENT_V6, "ff02::fb").ttl(255);
    talk.frame(groupV6.udp(MDNS_PORT, MDNS_PORT, mdnsQuery));
    byte[] llmnrQuery = MessageBuilder.query(talk.nextId()).question("printer", TYPE_A).build();
    byte[] llmnrResponse =
        MessageBuilder.response(talk.nextId()).question("printer", TYPE_A).build();
    talk.frame(
        FrameBuilder.ethernet()
            .ip(CLIENT, "224.0.0.252")
            .ttl(1)
            .udp(CLIENT_PORT, LLMNR_PORT, llmnrQuery));
    talk.frame(
        FrameBuilder.ethernet()
            .ip(SERVER_V6, CLIENT_V6)
            .udp(LLMNR_PORT, CLIENT_PORT, llmnrResponse));
    talk.unasked(failure(talk));
  }

  private static byte[] answer(FrameBuilder frame, boolean ipv6, MessageBuilder message) {
    return frame
        .ip(ipv6 ? SERVER_V6 : SERVER, ipv6 ? CLIENT_V6 : CLIENT)
        .udp(DNS_PORT, CLIENT_PORT, message.build());
  }

  private static MessageBuilder failure(Conversation talk) {
    return bareFailure(talk).question("www.example", TYPE_A);
  }

  private static MessageBuilder bareFailure(Conversation talk) {
    return MessageBuilder.response(talk.nextId()).rcode(SERVFAIL);
  }
}
