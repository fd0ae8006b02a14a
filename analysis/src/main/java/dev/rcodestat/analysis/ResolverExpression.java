package dev.rcodestat.analysis;

import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.tally.Resolvers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads which resolvers there are: `198.51.100.21=2001:db8:b::21,203.0.113.7`, the address that each is
/// known by and those that it asks from besides; or names instead of addresses.
public final class ResolverExpression {
  private final HostNames hosts;
  private final Map<IpAddress, IpAddress> serviceByAddress = new HashMap<>();

  private ResolverExpression(HostNames hosts) {
    this.hosts = hosts;
  }

  /// The resolvers that some expressions stand for.
  ///
  /// @param hosts names that may stand for addresses: for all that have the name
  /// @throws IllegalArgumentException where one cannot be read; the message says why
  public static Resolvers parse(List<String> expressions, HostNames hosts) {
    ResolverExpression resolvers = new ResolverExpression(hosts);
    expressions.forEach(resolvers::add);
    return Resolvers.of(resolvers.serviceByAddress);
  }

  private void add(String expression) {
    int equals = expression.indexOf('=');
    List<IpAddress> known = addresses(equals < 0 ? expression : expression.substring(0, equals));
    IpAddress service = known.getFirst();
    known.forEach(address -> add(address, service));
    if (equals >= 0) {
      for (String egress : expression.substring(equals + 1).split(",", -1)) {
        addresses(egress).forEach(address -> add(address, service));
      }
    }
  }

  private void add(IpAddress address, IpAddress service) {
    IpAddress before = serviceByAddress.putIfAbsent(address, service);
    if (before != null && !before.equals(service)) {
      throw new IllegalArgumentException(
          address + " belongs to two resolvers, " + before + " and " + service);
    }
  }

  private List<IpAddress> addresses(String text) {
    List<IpAddress> named = hosts.addressesOf(text);
    return named.isEmpty() ? List.of(address(text)) : named;
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "expected addresses or names of --hosts such as 192.0.2.53=192.0.2.7, found '"
                    + text
                    + "'"));
  }
}
