package dev.rcodestat.analysis;

import dev.rcodestat.packet.IpAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Names of addresses that the user has written down; the DNS is never asked. Immutable.
///
/// A name may hold any characters but control characters, so it is not yet fit for a terminal.
public final class HostNames {
  private final Map<IpAddress, String> nameByAddress;

  private HostNames(Map<IpAddress, String> nameByAddress) {
    this.nameByAddress = Map.copyOf(nameByAddress);
  }

  /// No names at all.
  public static HostNames none() {
    return new HostNames(Map.of());
  }

  /// The names in a file in the format of /etc/hosts, all of which are in memory then.
  ///
  /// Of an address, the first name of its first line counts. An address with a zone, such as `fe80::1%lo0`, is on
  /// one link of one host, which no packet tells; its line is passed over, because the /etc/hosts of a Mac used
  /// to have it. An IPv4-mapped address of IPv6 is not the IPv4 address.
  public static HostNames read(Path file) throws AddressFileException {
    return new HostNames(HostsFile.read(file));
  }

  /// The addresses with this name, in their order.
  public List<IpAddress> addressesOf(String name) {
    return nameByAddress.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// The name of this address, where the file has one.
  public Optional<String> nameOf(IpAddress address) {
    return Optional.ofNullable(nameByAddress.get(address));
  }
}
