package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which port numbers belong to which service.
///
/// Either end of a flow may hold the service's port. Where both ends have one, DNS wins over mDNS
/// and LLMNR: a resolver may ask from any source port.
public final class ServicePorts {
  /// The port of DNS (RFC 1035 section 4.2).
  public static final int DNS_PORT = 53;

  private static final int MDNS_PORT = 5353;
  private static final int LLMNR_PORT = 5355;
  private static final int PORTS = 0x1_0000;

  private final @Nullable Service[] services = new @Nullable Service[PORTS];

  /// A bit for every port of DNS: 8 KiB, which stay in the nearest cache.
  private final long[] dns = new long[PORTS / Long.SIZE];

  /// @param dnsPorts the ports that carry DNS, 1 to 65,535; 5353 and 5355 keep their own services
  ///     unless named here
  public ServicePorts(Collection<Integer> dnsPorts) {
    assign(MDNS_PORT, Service.MDNS);
    assign(LLMNR_PORT, Service.LLMNR);
    for (int port : dnsPorts) {
      if (port < 1 || port >= PORTS) {
        throw new IllegalArgumentException("port out of 1..65535: " + port);
      }
      assign(port, Service.DNS);
    }
  }

  /// Port 53 for DNS, and the multicast services' own.
  public static ServicePorts standard() {
    return new ServicePorts(Set.of(DNS_PORT));
  }

  /// The service of a flow between these ports, or null where neither port has one.
  @HotPath
  public @Nullable Service serviceOf(int sourcePort, int destinationPort) {
    if (isDns(sourcePort, destinationPort)) {
      return Service.DNS;
    }
    Service source = services[sourcePort];
    return source == null ? services[destinationPort] : source;
  }

  /// Whether a flow between these ports carries DNS.
  @HotPath
  boolean isDns(int sourcePort, int destinationPort) {
    return (dnsBit(sourcePort) | dnsBit(destinationPort)) != 0;
  }

  private void assign(int port, Service service) {
    services[port] = service;
    dns[port / Long.SIZE] |= service == Service.DNS ? 1L << port : 0;
  }

  private long dnsBit(int port) {
    return dns[port / Long.SIZE] >>> port & 1;
  }
}
