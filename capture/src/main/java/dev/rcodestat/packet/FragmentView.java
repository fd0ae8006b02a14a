package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;

/// Where a fragment belongs in its packet (RFC 791 section 3.2, RFC 8200 section 4.5): borrowed,
/// valid until the next frame is decoded. Its octets are the payload of the [FrameDecoder].
@HotPath
public final class FragmentView {
  private long identification;
  private int protocol;
  private int offset;
  private boolean more;

  FragmentView() {}

  /// @param units the offset in units of 8 octets, 0 to 8,191
  void take(long identification, int protocol, int units, boolean more) {
    this.identification = identification;
    this.protocol = protocol;
    this.offset = units * 8;
    this.more = more;
  }

  /// The number that all fragments of a packet share: 16 bits in IPv4, 32 in IPv6.
  public long identification() {
    return identification;
  }

  /// What the packet carries. In IPv6 what the first fragment says holds for the packet.
  public int protocol() {
    return protocol;
  }

  /// The place of the fragment's first octet in the packet's payload, 0 to 65,528.
  public int offset() {
    return offset;
  }

  /// Whether more fragments follow after this one.
  public boolean more() {
    return more;
  }
}
