package dev.rcodestat.tally;

import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.wire.HotPath;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which addresses belong to resolvers, and so which leg of which resolver a transaction is. Immutable;
/// for any thread.
///
/// A resolver has one address that it is known by, its service, and may answer on others and ask from
/// others. What a resolver asks is its upstream leg, whoever it asks; what others ask it, and what it asks
/// itself, is its client leg. So where one resolver asks another the transaction is the upstream leg of
/// the first, and what clients asked is on a client leg once.
public final class Resolvers {
  /// No resolver at all.
  public static final Resolvers NONE = of(Map.of());

  /// The number in place of a resolver where there is none.
  public static final int NOBODY = 0;

  /// The number in place of a resolver where nobody can say whether there is one.
  static final int UNKNOWN = -1;

  /// The resolver with number 1 comes first.
  private final List<IpAddress> services;

  /// Full, so that all addresses that are not in it are [AddressTable#OTHER], and none is added.
  private final AddressTable addresses;

  /// The number of the resolver of each address.
  private final int[] numbers;

  /// @param serviceByAddress for each address of a resolver the service
  /// @param unknown further addresses, which may be those of resolvers
  /// @param ofOthers what all other addresses are
  Resolvers(Map<IpAddress, IpAddress> serviceByAddress, Set<IpAddress> unknown, int ofOthers) {
    services = serviceByAddress.values().stream().distinct().sorted().toList();
    int size = serviceByAddress.size() + unknown.size();
    addresses = new AddressTable(size, 1);
    numbers = new int[size + 1];
    numbers[AddressTable.OTHER] = ofOthers;
    serviceByAddress.forEach((address, service) ->
        numbers[addresses.numberOf(address, 0)] = Collections.binarySearch(services, service) + 1);
    unknown.forEach(address -> numbers[addresses.numberOf(address, 0)] = UNKNOWN);
  }

  /// The resolvers with these addresses, and no others.
  ///
  /// @param serviceByAddress for each address of a resolver the service, which has itself
  public static Resolvers of(Map<IpAddress, IpAddress> serviceByAddress) {
    return new Resolvers(serviceByAddress, Set.of(), NOBODY);
  }

  /// The leg that a transaction is.
  ///
  /// @param client the number of the resolver that asks
  /// @param server the number of the resolver that is asked
  @HotPath
  static Leg leg(int client, int server) {
    if (client > NOBODY && client != server) {
      return Leg.UPSTREAM;
    }
    if (client == UNKNOWN || server == UNKNOWN) {
      return Leg.OTHER;
    }
    return server > NOBODY ? Leg.CLIENT : Leg.NONE;
  }

  /// The number of the resolver whose leg a transaction is.
  @HotPath
  static int resolver(int client, int server) {
    return switch (leg(client, server)) {
      case CLIENT -> server;
      case UPSTREAM -> client;
      case NONE -> NOBODY;
      case OTHER -> UNKNOWN;
    };
  }

  /// The number of the resolver that an address belongs to, or [#NOBODY], or [#UNKNOWN].
  @HotPath
  int numberOf(int version, long high, long low) {
    return numbers[addresses.numberOf(version, high, low, 0)];
  }

  /// The number of the resolver that an address belongs to; an address that is not known may be any.
  int numberOf(Optional<IpAddress> address) {
    boolean isAnyTold = numbers.length > 1;
    return address
        .map(known -> numberOf(known.version(), known.high(), known.low()))
        .orElse(isAnyTold ? UNKNOWN : numbers[AddressTable.OTHER]);
  }

  /// How many resolvers are known.
  int count() {
    return services.size();
  }

  /// For each address of a resolver the service, which has itself; only of those made by [#of].
  public SortedMap<IpAddress, IpAddress> serviceByAddress() {
    SortedMap<IpAddress, IpAddress> known = new TreeMap<>();
    for (IpAddress address : addresses.addresses()) {
      known.put(address, service(numberOf(Optional.of(address))));
    }
    return known;
  }

  /// The service of a resolver.
  ///
  /// @param number from 1 on
  IpAddress service(int number) {
    return services.get(number - 1);
  }
}
