package dev.rcodestat.transaction;

import dev.rcodestat.capture.FrameView;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.dns.RecordType;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.samples.MessageBuilder;
import java.util.Locale;

/// A message as a test made it up, so that nobody has to read it from octets.
///
/// @param nanos when, or that there is no time
/// @param family both ends, the transport and the message ID
/// @param question what is asked
/// @param rcode that of a response, 0 to 15
public record Said(long nanos, boolean isResponse, Family family, Question question, int rcode) {

  /// Both ends and what they have agreed on.
  ///
  /// @param client a number that makes an address, an even one of IPv4
  /// @param server likewise, of the same version
  public record Family(int client, int port, int server, Transport transport, int id) {
    public String clientAddress() {
      return (isIpv4() ? "198.51.100." : "2001:db8::c:") + client;
    }

    public String serverAddress() {
      return (isIpv4() ? "192.0.2." : "2001:db8::") + server;
    }

    private boolean isIpv4() {
      return client % 2 == 0;
    }
  }

  public enum Kind {
    READABLE,
    UNREADABLE,
    NONE
  }

  /// What is asked.
  ///
  /// @param name where it is readable, in some case
  /// @param type where it is readable
  public record Question(Kind kind, String name, int type) {
    boolean isSameAs(Question other) {
      return kind == other.kind
          && type == other.type
          && name.toLowerCase(Locale.ROOT).equals(other.name.toLowerCase(Locale.ROOT));
    }

    int queryType() {
      return switch (kind) {
        case READABLE -> type;
        case UNREADABLE -> QueryType.UNREADABLE;
        case NONE -> QueryType.NONE;
      };
    }

    boolean isTransfer() {
      return type == RecordType.AXFR || type == RecordType.IXFR;
    }
  }

  public boolean isTimed() {
    return nanos != FrameView.NO_TIMESTAMP;
  }

  /// Of a response, which has no records.
  Outcome outcome() {
    return new Outcome(rcode == 0 ? Outcome.NODATA : Outcome.ofRcode(rcode));
  }

  public byte[] octets() {
    MessageBuilder message =
        isResponse
            ? MessageBuilder.response(family.id()).rcode(rcode)
            : MessageBuilder.query(family.id());
    return switch (question.kind()) {
      case READABLE -> message.question(question.name(), question.type()).build();
      case UNREADABLE -> message.qdcount(1).build();
      case NONE -> message.build();
    };
  }
}
