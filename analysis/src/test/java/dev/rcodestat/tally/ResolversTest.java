package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.IpAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which leg of which resolver a transaction is.
class ResolversTest {
  private static final IpAddress FIRST = address("192.0.2.1");
  private static final IpAddress EGRESS = address("192.0.2.2");
  private static final IpAddress SECOND = address("2001:db8::1");
  private static final IpAddress POSSIBLE = address("192.0.2.3");
  private static final IpAddress OTHER = address("192.0.2.4");

  private final Resolvers resolvers =
      new Resolvers(
          Map.of(SECOND, SECOND, FIRST, FIRST, EGRESS, FIRST), Set.of(POSSIBLE), Resolvers.NOBODY);

  @ParameterizedTest
  @CsvSource({
    "0, 0, NONE, 0",
    "0, 1, CLIENT, 1",
    "1, 0, UPSTREAM, 1",
    "1, 2, UPSTREAM, 1", // a forwarder
    "1, 1, CLIENT, 1", // asks itself
    "-1, 0, OTHER, -1",
    "0, -1, OTHER, -1",
    "-1, 1, OTHER, -1",
    "1, -1, UPSTREAM, 1",
    "-1, -1, OTHER, -1"
  })
  void whoAsksTellsBeforeWhoIsAsked(int client, int server, Leg leg, int resolver) {
    assertThat(Resolvers.leg(client, server)).isEqualTo(leg);
    assertThat(Resolvers.resolver(client, server)).isEqualTo(resolver);
  }

  @Test
  void resolversAreNumberedInTheOrderOfTheirServices() {
    assertThat(number(resolvers, FIRST)).isEqualTo(1);
    assertThat(number(resolvers, EGRESS)).isEqualTo(1);
    assertThat(number(resolvers, SECOND)).isEqualTo(2);
    assertThat(resolvers.service(1)).isEqualTo(FIRST);
    assertThat(resolvers.service(2)).isEqualTo(SECOND);
  }

  @Test
  void otherAddressesAreNobodysUnlessThatIsOpen() {
    assertThat(number(resolvers, OTHER)).isEqualTo(Resolvers.NOBODY);
    assertThat(number(resolvers, POSSIBLE)).isEqualTo(Resolvers.UNKNOWN);
    Resolvers open = new Resolvers(Map.of(FIRST, FIRST), Set.of(), Resolvers.UNKNOWN);
    assertThat(number(open, OTHER)).isEqualTo(Resolvers.UNKNOWN);
    assertThat(number(open, FIRST)).isEqualTo(1);
  }

  @Test
  void anAddressThatWasNotKeptMayBeAnybodysWhereThereAreResolvers() {
    assertThat(resolvers.numberOf(Optional.empty())).isEqualTo(Resolvers.UNKNOWN);
    assertThat(Resolvers.NONE.numberOf(Optional.empty())).isEqualTo(Resolvers.NOBODY);
  }

  private static int number(Resolvers resolvers, IpAddress address) {
    return resolvers.numberOf(Optional.of(address));
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
