package dev.rcodestat.tally;

import dev.rcodestat.packet.IpAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Which transactions and responses count: those that meet every condition. Immutable.
public final class Selection {
  /// All of them.
  public static final Selection ALL = new Selection("", List.of());

  private static final int IPV4 = 4;

  private final String expression;
  private final Condition[] conditions;

  /// @param expression the conditions as they were asked for
  public Selection(String expression, List<Condition> conditions) {
    this.expression = expression;
    this.conditions = conditions.toArray(Condition[]::new);
  }

  /// The conditions as they were asked for; empty where there are none.
  public String expression() {
    return expression;
  }

  boolean isAll() {
    return conditions.length == 0;
  }

  /// Whether one has to know the resolvers to tell what it includes.
  public boolean needsResolvers() {
    return Arrays.stream(conditions).anyMatch(condition -> condition.needsResolvers);
  }

  /// @param outcome a value of [dev.rcodestat.dns.Outcome]
  boolean includes(MessageFacts facts, int outcome) {
    for (Condition condition : conditions) {
      if (!condition.isMet(facts, outcome)) {
        return false;
      }
    }
    return true;
  }

  /// Something that a transaction or a response has to be.
  public static final class Condition {
    private final Test test;
    private final boolean isWanted;
    private final boolean needsResolvers;

    private Condition(Test test, boolean isWanted) {
      this(test, isWanted, false);
    }

    private Condition(Test test, boolean isWanted, boolean needsResolvers) {
      this.test = test;
      this.isWanted = isWanted;
      this.needsResolvers = needsResolvers;
    }

    /// That the outcome is, or is not, one of these.
    public static Condition outcome(Set<Integer> outcomes, boolean isWanted) {
      Set<Integer> values = Set.copyOf(outcomes);
      return new Condition((_, outcome) -> values.contains(outcome), isWanted);
    }

    /// That the value of a dimension is, or is not, one of these; not for addresses.
    public static Condition value(Dimension dimension, Set<Integer> wanted, boolean isWanted) {
      Set<Integer> values = Set.copyOf(wanted);
      return new Condition(
          (facts, _) -> values.contains(facts.value(dimension)),
          isWanted,
          dimension.needsResolvers());
    }

    /// That the resolver is in one of some networks, or that there is none, or that it is not known; or
    /// the opposite.
    public static Condition resolver(
        List<Network> networks, boolean orNobody, boolean orUnknown, boolean isWanted) {
      List<Network> wanted = List.copyOf(networks);
      return new Condition(
          (facts, _) ->
              switch (facts.value(Dimension.RESOLVER)) {
                case Resolvers.NOBODY -> orNobody;
                case Resolvers.UNKNOWN -> orUnknown;
                default -> wanted.stream().anyMatch(network -> network.holds(facts.resolver()));
              },
          isWanted,
          true);
    }

    /// That the server, or else the client, is in one of some networks, or in none.
    public static Condition address(boolean ofServer, List<Network> networks, boolean isWanted) {
      List<Network> wanted = List.copyOf(networks);
      return new Condition(
          (facts, _) ->
              wanted.stream()
                  .anyMatch(network ->
                      ofServer
                          ? network.holds(facts.version, facts.serverHigh, facts.serverLow)
                          : network.holds(facts.version, facts.clientHigh, facts.clientLow)),
          isWanted);
    }

    private boolean isMet(MessageFacts facts, int outcome) {
      return test.isMet(facts, outcome) == isWanted;
    }
  }

  /// Addresses that have their first bits in common.
  ///
  /// @param first any of them
  /// @param bits how many bits they have in common: 0 to 32 of IPv4, 0 to 128 of IPv6
  public record Network(IpAddress first, int bits) {
    public Network {
      if (bits < 0 || bits > (first.version() == IPV4 ? Integer.SIZE : 2 * Long.SIZE)) {
        throw new IllegalArgumentException("no such prefix length: " + bits);
      }
    }

    boolean holds(IpAddress address) {
      return holds(address.version(), address.high(), address.low());
    }

    boolean holds(int version, long high, long low) {
      if (version != first.version()) {
        return false;
      }
      int all = version == IPV4 ? Integer.SIZE : 2 * Long.SIZE;
      int ignored = all - bits;
      long highDifference = high ^ first.high();
      long lowDifference = low ^ first.low();
      return ignored >= Long.SIZE
          ? ignored == 2 * Long.SIZE || highDifference >>> (ignored - Long.SIZE) == 0
          : highDifference == 0 && lowDifference >>> ignored == 0;
    }
  }

  @FunctionalInterface
  private interface Test {
    boolean isMet(MessageFacts facts, int outcome);
  }
}
