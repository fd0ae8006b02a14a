package dev.rcodestat.reassembly;

import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Packets of one connection, and what they carry.
final class TcpPackets {
  static final int SYN = 0x02;
  static final int RST = 0x04;
  static final int ACK = 0x10;
  static final int FIN_ACK = 0x11;
  static final int SYN_ACK = 0x12;

  /// The sequence number of the server's SYN.
  static final long START = 1000;

  private TcpPackets() {}

  static byte[] packet(long sequence, byte[] octets, int flags) {
    return FrameBuilder.raw()
        .ip("192.0.2.53", "192.0.2.1")
        .tcpSequence(sequence, 1)
        .tcpFlags(flags)
        .tcp(53, 40_000, octets);
  }

  static byte[] reverse(long sequence, long acknowledgment, byte[] octets, int flags) {
    return FrameBuilder.raw()
        .ip("192.0.2.1", "192.0.2.53")
        .tcpSequence(sequence, acknowledgment)
        .tcpFlags(flags)
        .tcp(40_000, 53, octets);
  }

  /// A message of 29 octets, behind its length.
  static byte[] stream(int id) {
    return framed(MessageBuilder.response(id).question("www.example", 1).build());
  }

  /// A message of so many octets, filled up with zeros behind its question.
  static byte[] stream(int id, int octets) {
    return framed(
        Arrays.copyOf(MessageBuilder.response(id).question("www.example", 1).build(), octets));
  }

  static byte[] framed(byte[] message) {
    byte[] framed = new byte[2 + message.length];
    framed[0] = (byte) (message.length >> 8);
    framed[1] = (byte) message.length;
    System.arraycopy(message, 0, framed, 2, message.length);
    return framed;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
