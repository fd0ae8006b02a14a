package dev.rcodestat.capture;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Tells whether a message of a TCP stream begins at a place, where nothing but its octets can tell.
///
/// It does where the length says at least a header and a question, the message goes the way of its QR
/// bit, its opcode is one of RFC 1035, 1996 and 2136, there is one question that can be read and has a
/// class that is in use, there is room for as many records as the header promises, and no defect but
/// that the end is not at hand. The inside of a zone transfer looks much like messages; so what is
/// recognised like this is held to it with every message that follows.
final class MessageStart {
  private static final int LENGTH_OCTETS = 2;
  private static final int UNASSIGNED_OPCODE = 3;
  private static final int LAST_OPCODE = 5;

  /// The shortest question: the root, type and class (RFC 1035 section 4.1.2).
  private static final int LEAST_QUESTION = 5;

  /// The shortest record: the root, type, class, TTL and RDLENGTH (RFC 1035 section 4.1.3).
  private static final int LEAST_RECORD = 11;

  private final ServicePorts ports;
  private final DnsMessageView message = new DnsMessageView();

  /// @param ports tell which end is the server
  MessageStart(ServicePorts ports) {
    this.ports = ports;
  }

  /// Whether a message begins there, with its length before it.
  boolean isAt(FlowView flow, ByteBuffer memory, int offset, int captured) {
    int length = Octets.u16(memory, offset);
    int held = Math.min(captured - LENGTH_OCTETS, length);
    if (held < DnsMessageView.HEADER_OCTETS) {
      return false;
    }
    MessageDefect defect = message.wrap(memory, offset + LENGTH_OCTETS, held, length);
    return fits(flow)
        && (defect == MessageDefect.NONE || defect == MessageDefect.CUT)
        && isClass(message.qclass());
  }

  /// Whether the header of a message is one that somebody sends that way.
  boolean fits(FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    message.wrap(memory, offset, captured, length);
    return fits(flow);
  }

  private boolean fits(FlowView flow) {
    int records = message.ancount() + message.nscount() + message.arcount();
    int least = DnsMessageView.HEADER_OCTETS + LEAST_QUESTION + LEAST_RECORD * records;
    return message.qdcount() == 1
        && message.opcode() <= LAST_OPCODE
        && message.opcode() != UNASSIGNED_OPCODE
        && least <= message.length()
        && goesItsWay(flow, message.isResponse());
  }

  /// A response comes from a server's port, a query goes to one; both ends may have one.
  private boolean goesItsWay(FlowView flow, boolean isResponse) {
    int port = isResponse ? flow.sourcePort() : flow.destinationPort();
    return ports.serviceOf(port, port) == Service.DNS;
  }

  /// IN, CH, HS, NONE or ANY (RFC 1035, RFC 2136); 0 where the question could not be read.
  private static boolean isClass(int qclass) {
    return qclass == 1 || qclass == 3 || qclass == 4 || qclass == 254 || qclass == 255;
  }
}
