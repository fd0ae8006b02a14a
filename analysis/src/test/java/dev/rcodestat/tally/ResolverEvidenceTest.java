package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.Traffic;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who answers with recursion available and asks others is a resolver.
class ResolverEvidenceTest {
  private static final int MANY = 100;
  private static final int NOTIFY = 4;
  private static final String RESOLVER = "192.0.2.53";
  private static final String CLIENT = "203.0.113.1";
  private static final String AUTHORITY = "192.0.2.1";

  private final ResolverEvidence evidence = new ResolverEvidence(MANY, MANY, 1);

  @Test
  void whoAnswersWithRecursionAvailableAndAsksIsAResolver() {
    query(evidence, RESOLVER, AUTHORITY);
    response(evidence, RESOLVER, CLIENT);
    assertThat(role(RESOLVER)).isEqualTo(1);
    assertThat(role(CLIENT)).isEqualTo(Resolvers.NOBODY);
    assertThat(role(AUTHORITY)).isEqualTo(Resolvers.NOBODY);
  }

  @Test
  void whoReceivesAResponseHasAsked() {
    response(evidence, RESOLVER, CLIENT);
    authoritative(evidence, AUTHORITY, RESOLVER);
    assertThat(role(RESOLVER)).isEqualTo(1);
  }

  @Test
  void whoOnlyAnswersOrOnlyAsksIsNone() {
    response(evidence, RESOLVER, CLIENT);
    query(evidence, CLIENT, AUTHORITY);
    assertThat(role(RESOLVER)).isEqualTo(Resolvers.NOBODY);
    assertThat(role(CLIENT)).isEqualTo(Resolvers.NOBODY);
  }

  @Test
  void whoAnswersWithoutRecursionIsNone() {
    authoritative(evidence, RESOLVER, CLIENT);
    query(evidence, RESOLVER, AUTHORITY);
    assertThat(role(RESOLVER)).isEqualTo(Resolvers.NOBODY);
  }

  @Test
  void toAskOnesselfIsNotToAskOthers() {
    query(evidence, RESOLVER, RESOLVER);
    response(evidence, RESOLVER, RESOLVER);
    assertThat(role(RESOLVER)).isEqualTo(Resolvers.NOBODY);
  }

  @Test
  void onlyQueriesTell() {
    response(evidence, RESOLVER, CLIENT);
    send(evidence, RESOLVER, AUTHORITY, MessageBuilder.query(1).opcode(NOTIFY));
    assertThat(role(RESOLVER)).isEqualTo(Resolvers.NOBODY);
    query(evidence, CLIENT, AUTHORITY);
    send(
        evidence,
        CLIENT,
        AUTHORITY,
        MessageBuilder.response(1).opcode(NOTIFY).recursionAvailable());
    assertThat(role(CLIENT)).isEqualTo(Resolvers.NOBODY);
  }

  @Test
  void multicastTellsNothing() {
    MessageBuilder response = MessageBuilder.response(1).recursionAvailable();
    FrameBuilder frame = FrameBuilder.ethernet().ip(RESOLVER, "224.0.0.251");
    deliver(evidence, frame.udp(5353, 5353, response.build()));
    query(evidence, RESOLVER, AUTHORITY);
    assertThat(role(RESOLVER)).isEqualTo(Resolvers.NOBODY);
  }

  @Test
  void whatTellsAResolverMayBeInDifferentParts() {
    ResolverEvidence other = new ResolverEvidence(MANY, MANY, 1);
    response(evidence, RESOLVER, CLIENT);
    query(other, RESOLVER, AUTHORITY);
    evidence.add(other);
    assertThat(role(RESOLVER)).isEqualTo(1);
  }

  @Test
  void whoFoundNoPlaceAmongThoseThatAskMayBeAResolverIfItAnswers() {
    ResolverEvidence small = new ResolverEvidence(1, 1, 1);
    query(small, CLIENT, AUTHORITY);
    query(small, RESOLVER, AUTHORITY);
    response(small, RESOLVER, CLIENT);
    assertThat(role(small, RESOLVER)).isEqualTo(Resolvers.UNKNOWN);
    assertThat(role(small, CLIENT)).isEqualTo(Resolvers.NOBODY);
    assertThat(role(small, AUTHORITY)).isEqualTo(Resolvers.NOBODY);
  }

  @Test
  void whoFoundNoPlaceAmongThoseThatAnswerMayBeAResolverIfItAsks() {
    ResolverEvidence small = new ResolverEvidence(2, 2, 1);
    response(small, "192.0.2.54", RESOLVER);
    response(small, "192.0.2.55", RESOLVER);
    response(small, RESOLVER, CLIENT);
    assertThat(role(small, RESOLVER)).isEqualTo(Resolvers.UNKNOWN);
    assertThat(role(small, "192.0.2.54")).isEqualTo(Resolvers.NOBODY);
    assertThat(role(small, AUTHORITY)).isEqualTo(Resolvers.NOBODY);
  }

  @Test
  void whereNeitherFoundAPlaceAnyAddressMayBeAResolvers() {
    ResolverEvidence small = new ResolverEvidence(0, 0, 1);
    query(small, RESOLVER, AUTHORITY);
    response(small, RESOLVER, CLIENT);
    assertThat(role(small, RESOLVER)).isEqualTo(Resolvers.UNKNOWN);
    assertThat(role(small, "192.0.2.99")).isEqualTo(Resolvers.UNKNOWN);
  }

  @Test
  void whatAPartHadNoPlaceForStaysOpenInTheWhole() {
    ResolverEvidence small = new ResolverEvidence(1, 1, 1);
    query(small, CLIENT, AUTHORITY);
    query(small, RESOLVER, AUTHORITY);
    response(evidence, RESOLVER, CLIENT);
    evidence.add(small);
    assertThat(role(RESOLVER)).isEqualTo(Resolvers.UNKNOWN);
  }

  private int role(String address) {
    return role(evidence, address);
  }

  private static int role(ResolverEvidence evidence, String address) {
    return evidence.resolvers().numberOf(Optional.of(IpAddress.parse(address).orElseThrow()));
  }

  private static void query(ResolverEvidence evidence, String client, String server) {
    send(evidence, client, server, MessageBuilder.query(1).question("www.example", 1));
  }

  private static void response(ResolverEvidence evidence, String server, String client) {
    send(
        evidence,
        client,
        server,
        MessageBuilder.response(1).recursionAvailable().question("www.example", 1));
  }

  private static void authoritative(ResolverEvidence evidence, String server, String client) {
    send(evidence, client, server, MessageBuilder.response(1).question("www.example", 1));
  }

  private static void send(
      ResolverEvidence evidence, String client, String server, MessageBuilder message) {
    byte[] octets = message.build();
    boolean isResponse = (octets[2] & 0x80) != 0;
    FrameBuilder frame = FrameBuilder.ethernet();
    deliver(
        evidence,
        isResponse
            ? frame.ip(server, client).udp(53, 40_000, octets)
            : frame.ip(client, server).udp(40_000, 53, octets));
  }

  private static void deliver(ResolverEvidence evidence, byte[] frame) {
    MessageExtractor extractor =
        new MessageExtractor(
            ServicePorts.standard(),
            TimeRange.ALL,
            (_, flow, message) -> evidence.add(flow, message, 0),
            (_, _, _) -> {});
    new Traffic().frame(1, frame).forEachFrame(extractor);
  }
}
