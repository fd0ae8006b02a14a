package dev.rcodestat.analysis;

import dev.rcodestat.packet.IpAddress;
import java.util.SortedMap;
import java.util.TreeMap;

/// The texts of the addresses of one report, and the names of those that were shown.
final class AddressTexts {
  private static final int IPV4 = 4;
  private static final long IPV4_PREFIX = -1L << 8;
  private static final long IPV6_PREFIX = -1L << 8; // of the first 64 bits

  private final AddressNaming naming;
  private final SortedMap<String, String> hosts = new TreeMap<>();

  AddressTexts(AddressNaming naming) {
    this.naming = naming;
  }

  /// The text of an address that answers.
  String ofServer(IpAddress address) {
    return named(address);
  }

  /// The text of an address that asks: where there are pseudonyms, of its pseudonym, which has no name.
  String ofClient(IpAddress address) {
    return naming
        .pseudonyms()
        .map(pseudonyms -> pseudonyms.pseudonym(address).toString())
        .orElseGet(() -> named(address));
  }

  /// The text of a network of addresses that ask.
  ///
  /// @param network its first address
  String ofClientPrefix(IpAddress network) {
    IpAddress shown =
        naming
            .pseudonyms()
            .map(pseudonyms -> firstOf(pseudonyms.pseudonym(network)))
            .orElse(network);
    return shown + (network.version() == IPV4 ? "/24" : "/56");
  }

  /// The names of the addresses so far, by their text.
  SortedMap<String, String> hosts() {
    return hosts;
  }

  private String named(IpAddress address) {
    String text = address.toString();
    naming.hosts().nameOf(address).ifPresent(name -> hosts.put(text, name));
    return text;
  }

  private static IpAddress firstOf(IpAddress address) {
    return address.version() == IPV4
        ? new IpAddress(IPV4, 0, address.low() & IPV4_PREFIX)
        : new IpAddress(address.version(), address.high() & IPV6_PREFIX, 0);
  }
}
