package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.capture.FrameView;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final int SERVFAIL = 2;

  private final Traffic traffic = new Traffic();

  @Test
  void queriesAndResponsesAreToldApart() {
    byte[] query = MessageBuilder.query(1).opcode(5).question("example", 6).build();
    traffic
        .frame(1, FrameBuilder.ethernet().ip("192.0.2.1", "192.0.2.53").udp(40_000, 53, query))
        .response(2, "192.0.2.53", 1, SERVFAIL)
        .response(3, "192.0.2.53", MessageBuilder.response(2).qdcount(1));
    Tally tally = count(new Tally(TallyBounds.ofShare()));
    assertThat(tally.messages(Service.DNS)).isEqualTo(3);
    assertThat(tally.messages(Transport.UDP)).isEqualTo(3);
    assertThat(tally.messages(0)).isEqualTo(2);
    assertThat(tally.messages(5)).isEqualTo(1);
    assertThat(tally.messages(MessageDefect.NONE)).isEqualTo(2);
    assertThat(tally.messages(MessageDefect.PAST_END)).isEqualTo(1);
    assertThat(tally.responses()).isEqualTo(2);
    assertThat(cells(tally))
        .containsExactlyInAnyOrder(
            "192.0.2.53 A udp QUERY 2: 1, 2..2", "192.0.2.53 unreadable udp QUERY 0: 1, 3..3");
  }

  @Test
  void multicastServicesCountNowhereElse() {
    byte[] message = MessageBuilder.response(0).rcode(SERVFAIL).build();
    FrameBuilder frame = FrameBuilder.ethernet().ip("192.0.2.1", "224.0.0.251");
    traffic.frame(1, frame.udp(5353, 5353, message)).frame(2, frame.udp(5355, 9, message));
    Tally tally = count(new Tally(TallyBounds.ofShare()));
    assertThat(tally.messages(Service.MDNS)).isEqualTo(1);
    assertThat(tally.messages(Service.LLMNR)).isEqualTo(1);
    assertThat(tally.messages(Service.DNS)).isZero();
    assertThat(tally.responses()).isZero();
    assertThat(tally.timeline().size()).isZero();
    assertThat(cells(tally)).isEmpty();
  }

  @Test
  void cellKnowsItsFirstAndLastResponse() {
    traffic
        .response(30, "192.0.2.53", 1, SERVFAIL)
        .response(10, "192.0.2.53", 1, SERVFAIL)
        .response(20, "192.0.2.53", 1, SERVFAIL)
        .response(FrameView.NO_TIMESTAMP, "192.0.2.53", 1, SERVFAIL);
    Tally tally = count(new Tally(TallyBounds.ofShare()));
    assertThat(cells(tally)).containsExactly("192.0.2.53 A udp QUERY 2: 4, 10..30");
    assertThat(tally.untimed()).isEqualTo(1);
  }

  @Test
  void everyExtendedErrorOfAResponseCounts() {
    traffic
        .response(
            1,
            "192.0.2.53",
            MessageBuilder.response(1)
                .edns(1232)
                .rcode(SERVFAIL)
                .extendedError(22, "")
                .extendedError(9, "x")
                .extendedError(22, ""))
        .frame(
            2,
            FrameBuilder.ethernet()
                .ip("192.0.2.1", "192.0.2.53")
                .udp(9, 53, MessageBuilder.query(1).edns(1232).extendedError(9, "").build()));
    CodeCounts errors = count(new Tally(TallyBounds.ofShare())).extendedErrors();
    assertThat(errors.size()).as("none of a query").isEqualTo(2);
    assertThat(errors.code(0)).isEqualTo(9);
    assertThat(errors.count(0)).isEqualTo(1);
    assertThat(errors.code(1)).isEqualTo(22);
    assertThat(errors.count(1)).isEqualTo(2);
  }

  @Test
  void responseWhoseOptRecordIsOutOfReachIsCounted() {
    traffic
        .response(1, "192.0.2.53", MessageBuilder.response(1).qdcount(1).arcount(1))
        .response(2, "192.0.2.53", MessageBuilder.response(1).qdcount(1))
        .response(3, "192.0.2.53", MessageBuilder.response(1).edns(1232).rcode(16));
    assertThat(count(new Tally(TallyBounds.ofShare())).extendedRcodeUnread()).isEqualTo(1);
  }

  @Test
  void totalsStayExactWhereServersAreTooMany() {
    for (int i = 0; i < 100; i++) {
      traffic.response(i, "192.0.2." + i, 1, i % 6);
    }
    Tally tally = count(new Tally(new TallyBounds(10, 1000, 100, 1000, 100)));
    assertThat(tally.responses()).isEqualTo(100);
    assertThat(tally.overflowed()).isEqualTo(90);
    assertThat(sum(tally)).isEqualTo(100);
    assertThat(cells(tally).stream().filter(cell -> cell.startsWith("other A udp"))).hasSize(6);
    assertThat(cells(tally).stream().filter(cell -> !cell.startsWith("other"))).hasSize(10);
  }

  @Test
  void totalsStayExactWhereCellsAreTooMany() {
    for (int i = 0; i < 100; i++) {
      traffic.response(i, "192.0.2.53", i, SERVFAIL);
    }
    Tally tally = count(new Tally(new TallyBounds(10, 7, 100, 1000, 100)));
    assertThat(tally.responses()).isEqualTo(100);
    assertThat(tally.overflowed()).isEqualTo(93);
    assertThat(cells(tally)).hasSize(8).contains("other other udp QUERY 2: 93, 7..99");
  }

  @Test
  void boundsHoldAndTotalsStayExactInAnyMerge() {
    Random random = new Random(17);
    for (int i = 0; i < 2000; i++) {
      String server =
          random.nextBoolean()
              ? "192.0.2." + random.nextInt(40)
              : "2001:db8::" + random.nextInt(40);
      traffic.response(i, server, random.nextInt(20), random.nextInt(6));
    }
    for (int round = 0; round < 10; round++) {
      List<Tally> parts = new ArrayList<>();
      List<MessageExtractor> extractors = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Tally part = new Tally(new TallyBounds(20, 60, 100, 1000, 100));
        parts.add(part);
        extractors.add(extractor(part));
      }
      for (int i = 0; i < traffic.size(); i++) {
        traffic.deliver(i, extractors.get(random.nextInt(parts.size())));
      }
      Tally sum = new Tally(new TallyBounds(20, 60, 100, 1000, 100));
      parts.forEach(sum::add);
      assertThat(sum.responses()).isEqualTo(2000);
      assertThat(sum(sum)).isEqualTo(2000);
      long others =
          cells(sum).stream()
              .filter(cell -> cell.startsWith("other"))
              .mapToLong(TallyTest::responses)
              .sum();
      assertThat(sum.overflowed()).isEqualTo(others).isPositive();
      assertThat(cells(sum).stream().filter(cell -> !cell.startsWith("other")))
          .hasSizeLessThanOrEqualTo(60);
    }
  }

  @Test
  void tablesGrow() {
    for (int i = 0; i < 3000; i++) {
      traffic.response(i, "10.0." + i / 250 + "." + i % 250, 1 + i % 3, i % 16);
    }
    Tally tally = count(new Tally(TallyBounds.ofShare()));
    assertThat(cells(tally)).hasSize(3000);
    assertThat(tally.overflowed()).isZero();
    assertThat(cells(tally)).contains("10.0.11.249 MD udp QUERY 7: 1, 2999..2999");
  }

  private Tally count(Tally tally) {
    traffic.forEachFrame(extractor(tally));
    return tally;
  }

  private static MessageExtractor extractor(Tally tally) {
    return new MessageExtractor(
        ServicePorts.standard(), TimeRange.ALL, tally::count, tally::countIncomplete);
  }

  private static List<String> cells(Tally tally) {
    List<String> cells = new ArrayList<>();
    tally.forEachCell(
        (server, type, opcode, transport, outcome, responses, transactions, first, last) ->
            cells.add(
                "%s %s %s %s %d: %d, %d..%d"
                    .formatted(
                        server.map(Object::toString).orElse("other"),
                        new QueryType(type),
                        transport.label(),
                        new Opcode(opcode),
                        Outcome.rcodeOf(outcome),
                        responses,
                        first,
                        last)));
    return cells;
  }

  private static long sum(Tally tally) {
    return cells(tally).stream().mapToLong(TallyTest::responses).sum();
  }

  private static long responses(String cell) {
    return Long.parseLong(cell.substring(cell.indexOf(": ") + 2, cell.indexOf(',')));
  }
}
