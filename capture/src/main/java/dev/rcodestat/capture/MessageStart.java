package dev.rcodestat.capture;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Tells whether a message of a TCP stream begins at a place, where nothing but its octets can tell.
///
/// It does where the length says at least a header and a question, the opcode is one of RFC 1035, 1996
/// and 2136, there is one question that can be read and has a class that is in
/// use, and no defect but that the end is not at hand. Random octets pass for this less than once in a
/// million.
final class MessageStart {
  private static final int LENGTH_OCTETS = 2;
  private static final int LAST_OPCODE = 6;

  private final DnsMessageView message = new DnsMessageView();

  /// Whether a message begins there, with its length before it.
  boolean isAt(ByteBuffer memory, int offset, int captured) {
    int length = Octets.u16(memory, offset);
    int held = Math.min(captured - LENGTH_OCTETS, length);
    if (held < DnsMessageView.HEADER_OCTETS) {
      return false;
    }
    MessageDefect defect = message.wrap(memory, offset + LENGTH_OCTETS, held, length);
    return message.qdcount() == 1
        && message.opcode() <= LAST_OPCODE
        && isClass(message.qclass())
        && (defect == MessageDefect.NONE || defect == MessageDefect.CUT);
  }

  /// IN, CH, HS, NONE or ANY (RFC 1035, RFC 2136); 0 where the question could not be read.
  private static boolean isClass(int qclass) {
    return qclass == 1 || qclass == 3 || qclass == 4 || qclass == 254 || qclass == 255;
  }
}
