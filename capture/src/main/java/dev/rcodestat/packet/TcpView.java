package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;

/// The header of a TCP packet on a port of DNS (RFC 9293 section 3.1): borrowed, valid until the next
/// frame is decoded. Its octets are the payload of the [FrameDecoder].
@HotPath
public final class TcpView {
  private static final int FIN = 0x01;
  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int ACK = 0x10;

  private int sequence;
  private int acknowledgment;
  private int flags;

  TcpView() {}

  void take(int sequence, int acknowledgment, int flags) {
    this.sequence = sequence;
    this.acknowledgment = acknowledgment;
    this.flags = flags;
  }

  /// The sequence number of the first octet, or of SYN; 32 bits, to be compared by differences.
  public int sequence() {
    return sequence;
  }

  /// The next sequence number that the sender expects, where [#acknowledges].
  public int acknowledgment() {
    return acknowledgment;
  }

  /// ACK: the acknowledgment number counts.
  public boolean acknowledges() {
    return (flags & ACK) != 0;
  }

  /// SYN: the stream begins.
  public boolean begins() {
    return (flags & SYN) != 0;
  }

  /// FIN: the sender has no more to say.
  public boolean finishes() {
    return (flags & FIN) != 0;
  }

  /// RST: the connection is over.
  public boolean resets() {
    return (flags & RST) != 0;
  }
}
