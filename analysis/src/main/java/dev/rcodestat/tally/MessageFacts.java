package dev.rcodestat.tally;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.OptRecordView;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.transaction.Transaction;
import dev.rcodestat.wire.HotPath;

/// What is known of a transaction or of a response in each dimension. Mutable, so that one serves for
/// all; single-threaded.
@HotPath
final class MessageFacts {
  /// The value of a dimension that has none, such as EDE of a response without one.
  static final int NONE = -1;

  /// The value of a dimension that nothing is known of.
  static final int UNKNOWN = -2;

  int version;
  long clientHigh;
  long clientLow;
  long serverHigh;
  long serverLow;
  int type;
  int qclass;
  int opcode;
  Transport transport = Transport.UDP;

  /// 1 for yes, 0 for no, or [#UNKNOWN].
  int edns;

  int dnssecOk;
  int checkingDisabled;

  /// An INFO-CODE, [#NONE] or [#UNKNOWN].
  int ede;

  private final Resolvers resolvers;

  /// @param resolvers who resolves
  MessageFacts(Resolvers resolvers) {
    this.resolvers = resolvers;
  }

  /// The value of a dimension that has no addresses.
  int value(Dimension dimension) {
    return switch (dimension) {
      case TYPE -> type;
      case CLASS -> qclass;
      case OPCODE -> opcode;
      case TRANSPORT -> transport.ordinal();
      case EDNS -> edns;
      case DO -> dnssecOk;
      case CD -> checkingDisabled;
      case EDE -> ede;
      case RESOLVER -> Resolvers.resolver(clientsResolver(), serversResolver());
      case LEG -> Resolvers.leg(clientsResolver(), serversResolver()).ordinal();
      case SERVER, CLIENT, CLIENT_PREFIX -> NONE;
    };
  }

  /// Takes those of a response, by itself.
  void setResponse(FlowView flow, DnsMessageView response) {
    version = flow.version();
    clientHigh = flow.destinationHigh();
    clientLow = flow.destinationLow();
    serverHigh = flow.sourceHigh();
    serverLow = flow.sourceLow();
    type = response.qtype();
    qclass = response.qclass();
    opcode = response.opcode();
    transport = flow.transport();
    edns = UNKNOWN;
    dnssecOk = UNKNOWN;
    checkingDisabled = UNKNOWN;
    ede = firstExtendedError(response.opt());
  }

  /// Takes those of a transaction.
  ///
  /// @param ede what is known of its response
  void setTransaction(Transaction transaction, int ede) {
    version = transaction.version();
    clientHigh = transaction.clientHigh();
    clientLow = transaction.clientLow();
    serverHigh = transaction.serverHigh();
    serverLow = transaction.serverLow();
    type = transaction.type();
    qclass = transaction.qclass();
    opcode = transaction.opcode();
    transport = transaction.transport();
    edns = transaction.hasEdns() ? 1 : 0;
    dnssecOk = transaction.dnssecOk() ? 1 : 0;
    checkingDisabled = transaction.checkingDisabled() ? 1 : 0;
    this.ede = ede;
  }

  /// Takes those of a transaction and the response that answers it.
  void setTransaction(Transaction transaction, DnsMessageView response) {
    setTransaction(transaction, firstExtendedError(response.opt()));
  }

  /// The service of the resolver that takes part, where there is one.
  IpAddress resolver() {
    return resolvers.service(value(Dimension.RESOLVER));
  }

  private int clientsResolver() {
    return resolvers.numberOf(version, clientHigh, clientLow);
  }

  private int serversResolver() {
    return resolvers.numberOf(version, serverHigh, serverLow);
  }

  private static int firstExtendedError(OptRecordView opt) {
    int option = opt.firstExtendedError();
    return option < 0 ? NONE : opt.infoCode(option);
  }
}
