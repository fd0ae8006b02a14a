package dev.rcodestat.tally;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.Opcode;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Service;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.wire.HotPath;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What tells resolvers: which addresses answered with recursion available (RA), and which ones asked
/// another address. Who does both is a resolver.
///
/// Only the operation QUERY counts: others have no such flag (RFC 2136 section 2.2), and who notifies its
/// secondaries does not resolve. Who receives a response has asked, so that captures of one direction tell
/// as much. Single writer; merges. Bounded: where an address found no place, those are left open for which
/// that matters.
public final class ResolverEvidence {
  // Those that ask are mostly clients, of which there are many more.
  private static final int ANSWERING_OF_SHARE = 1 << 12;
  private static final int ASKING_OF_SHARE = 1 << 15;

  private final AddressTable answering;
  private final AddressTable asking;
  private boolean answeringOverflowed;
  private boolean askingOverflowed;

  /// @param mostAnswering the most addresses that answer, for each share
  /// @param mostAsking the most addresses that ask, for each share
  /// @param shares how many there are
  ResolverEvidence(int mostAnswering, int mostAsking, int shares) {
    answering = new AddressTable(mostAnswering, shares);
    asking = new AddressTable(mostAsking, shares);
  }

  /// Nothing yet on traffic of which so many look after a share each.
  public static ResolverEvidence ofShares(int shares) {
    return new ResolverEvidence(ANSWERING_OF_SHARE, ASKING_OF_SHARE, shares);
  }

  /// Nothing yet, with room for all that so many shares have.
  public static ResolverEvidence ofSum(int shares) {
    return new ResolverEvidence(ANSWERING_OF_SHARE * shares, ASKING_OF_SHARE * shares, 1);
  }

  /// Takes note of a message.
  ///
  /// @param share whose it is
  @HotPath
  public void add(FlowView flow, DnsMessageView message, int share) {
    if (flow.service() != Service.DNS || message.opcode() != Opcode.QUERY.value()) {
      return;
    }
    boolean isResponse = message.isResponse();
    if (isResponse && message.recursionAvailable()) {
      answeringOverflowed |= isOther(answering, flow, true, share);
    }
    if (!isToItself(flow)) {
      askingOverflowed |= isOther(asking, flow, !isResponse, share);
    }
  }

  /// Adds what another one has.
  public void add(ResolverEvidence other) {
    answeringOverflowed |= isAnyOther(answering, other.answering) || other.answeringOverflowed;
    askingOverflowed |= isAnyOther(asking, other.asking) || other.askingOverflowed;
  }

  void write(String name, SavedWriter out) {
    out.startObject(name);
    answering.write("answering", out);
    asking.write("asking", out);
    out.flag("answeringOverflowed", answeringOverflowed);
    out.flag("askingOverflowed", askingOverflowed);
    out.endObject();
  }

  /// Reads into evidence of nothing.
  void read(String name, SavedReader in) throws SavedResultException {
    in.startObject(name);
    answering.read("answering", in);
    asking.read("asking", in);
    answeringOverflowed = in.flag("answeringOverflowed");
    askingOverflowed = in.flag("askingOverflowed");
    in.endObject();
  }

  /// Whom it tells.
  public Resolvers resolvers() {
    Map<IpAddress, IpAddress> found = new TreeMap<>();
    Set<IpAddress> unknown = new HashSet<>();
    for (IpAddress address : answering.addresses()) {
      if (asking.holds(address)) {
        found.put(address, address);
      } else if (askingOverflowed) {
        unknown.add(address);
      }
    }
    if (answeringOverflowed) {
      asking.addresses().stream()
          .filter(address -> !answering.holds(address))
          .forEach(unknown::add);
    }
    boolean isAnythingPossible = answeringOverflowed && askingOverflowed;
    return new Resolvers(found, unknown, isAnythingPossible ? Resolvers.UNKNOWN : Resolvers.NOBODY);
  }

  private static boolean isToItself(FlowView flow) {
    return flow.sourceLow() == flow.destinationLow() && flow.sourceHigh() == flow.destinationHigh();
  }

  /// Enters one end of a message; tells whether there was no place for it.
  @HotPath
  private static boolean isOther(AddressTable table, FlowView flow, boolean isSource, int share) {
    int number =
        isSource
            ? table.numberOf(flow.version(), flow.sourceHigh(), flow.sourceLow(), share)
            : table.numberOf(flow.version(), flow.destinationHigh(), flow.destinationLow(), share);
    return number == AddressTable.OTHER;
  }

  /// Enters all addresses of another table; tells whether there was no place for one.
  private static boolean isAnyOther(AddressTable table, AddressTable other) {
    boolean isAny = false;
    for (IpAddress address : other.addresses()) {
      isAny |= table.numberOf(address, 0) == AddressTable.OTHER;
    }
    return isAny;
  }
}
