package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rcodestat.capture.FrameFilter;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.report.BreakdownRow;
import dev.rcodestat.report.Report;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.tally.Leg;
import dev.rcodestat.tally.Resolvers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who resolves, and which leg each transaction and response is.
class ResolverLegsTest {
  private static final String SAMPLE = "resolvers.pcap";
  private static final String SEPARATE = "198.51.100.54=198.51.100.154,2001:db8::154";

  /// The resolvers of the laboratory have these addresses, and nobody else has (sample-pcaps/README.md).
  private static final List<String> LABORATORY =
      List.of(
          "198.51.100.21=2001:db8:b::21",
          "198.51.100.22=2001:db8:b::22",
          "198.51.100.23=2001:db8:b::23");

  private static final String OF_LABORATORY = "198.51.100.0/24,2001:db8:b::/48";

  static List<String> names() {
    return Samples.names();
  }

  @Test
  void legsOfTheSampleAreThoseBesideItsRecipe() {
    Report report = by(SAMPLE, AnalysisOptions.defaults(), Dimension.RESOLVER, Dimension.LEG);
    assertThat(transactions(report))
        .containsOnly(
            Map.entry("198.51.100.53 client", 4L),
            Map.entry("198.51.100.53 upstream", 5L),
            Map.entry("198.51.100.55 client", 2L),
            Map.entry("198.51.100.55 upstream", 2L),
            Map.entry("none none", 10L));
    BreakdownRow client = row(report, "198.51.100.53", "client");
    assertThat(client.transactions().counts().toString()).isEqualTo("{answer=3, SERVFAIL=1}");
    assertThat(client.responses().total()).isEqualTo(5);
    BreakdownRow upstream = row(report, "198.51.100.53", "upstream");
    assertThat(upstream.transactions().counts().toString()).isEqualTo("{answer=4, unanswered=1}");
  }

  @Test
  void resolversThatAreNamedAreAllThereAre() {
    Report report = by(SAMPLE, named(SEPARATE), Dimension.RESOLVER, Dimension.LEG);
    assertThat(transactions(report))
        .containsOnly(
            Map.entry("198.51.100.54 client", 2L),
            Map.entry("198.51.100.54 upstream", 2L),
            Map.entry("none none", 19L));
    Report all =
        by(
            SAMPLE,
            named(SEPARATE, "198.51.100.53", "198.51.100.55"),
            Dimension.RESOLVER,
            Dimension.LEG);
    assertThat(transactions(all))
        .containsOnly(
            Map.entry("198.51.100.53 client", 4L),
            Map.entry("198.51.100.53 upstream", 5L),
            Map.entry("198.51.100.54 client", 2L),
            Map.entry("198.51.100.54 upstream", 2L),
            Map.entry("198.51.100.55 client", 2L),
            Map.entry("198.51.100.55 upstream", 2L),
            Map.entry("none none", 6L));
  }

  @ParameterizedTest
  @MethodSource("names")
  void legsAreTheSameWhetherFoundAtTheEndOrBefore(String name) {
    Dimension[] dimensions = {Dimension.LEG, Dimension.TYPE, Dimension.RESOLVER};
    AnalysisOptions found = AnalysisOptions.defaults().withResolvers(resolvers(name));
    assertThat(by(name, found, dimensions))
        .isEqualTo(by(name, AnalysisOptions.defaults(), dimensions));
  }

  @ParameterizedTest
  @MethodSource("names")
  void anyNumberOfThreadsGivesTheSame(String name) {
    Dimension[] dimensions = {Dimension.RESOLVER, Dimension.LEG};
    AnalysisOptions options = AnalysisOptions.defaults().withBy(Arrays.asList(dimensions));
    assertThat(new Analyzer(options).analyze(SampleReports.files(name, 3)))
        .isEqualTo(by(name, AnalysisOptions.defaults(), dimensions));
  }

  /// In another way: all that was sent is looked through for those who answer and ask, and rows by client and
  /// server are folded.
  @ParameterizedTest
  @MethodSource("names")
  void aSlowWayGivesTheSame(String name) {
    Set<String> resolvers = slowResolvers(name);
    Map<String, Long> expected = new TreeMap<>();
    Report ends = by(name, AnalysisOptions.defaults(), Dimension.CLIENT, Dimension.SERVER);
    for (BreakdownRow row : ends.breakdown().rows()) {
      String client = row.values().getFirst();
      String server = row.values().getLast();
      String leg =
          resolvers.contains(client) && !client.equals(server)
              ? client + " upstream"
              : resolvers.contains(server) ? server + " client" : "none none";
      expected.merge(leg + " transactions", row.transactions().total(), Long::sum);
      expected.merge(leg + " responses", row.responses().total(), Long::sum);
    }
    Map<String, Long> actual = new TreeMap<>();
    Report legs = by(name, AnalysisOptions.defaults(), Dimension.RESOLVER, Dimension.LEG);
    for (BreakdownRow row : legs.breakdown().rows()) {
      String leg = String.join(" ", row.values());
      actual.put(leg + " transactions", row.transactions().total());
      actual.put(leg + " responses", row.responses().total());
    }
    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("names")
  void legsDivideTheWhole(String name) {
    Report all = SampleReports.of(name);
    long transactions = 0;
    long responses = 0;
    for (Leg leg : Leg.values()) {
      Report report = where(name, "leg=" + leg.label(), resolvers(name), 2);
      transactions += report.transactions().total();
      responses += report.responses().total();
      assertThat(report.transactions().total() + report.transactions().excluded())
          .isEqualTo(all.transactions().total());
    }
    assertThat(transactions).isEqualTo(all.transactions().total());
    assertThat(responses).isEqualTo(all.responses().total());
  }

  @ParameterizedTest
  @CsvSource({
    "leg=client, 6",
    "leg=upstream, 7",
    "leg=none, 10",
    "leg=other, 0",
    "leg!=none, 13",
    "'leg=client,upstream', 13",
    "resolver=198.51.100.53, 9",
    "resolver=198.51.100.53 leg=client, 4",
    "resolver!=198.51.100.53, 14",
    "resolver=198.51.100.52/31 rcode=SERVFAIL, 1",
    "resolver=198.51.100.0/24, 13",
    "resolver=198.51.100.54, 0",
    "resolver=::/0, 0",
    "resolver=none, 10",
    "'resolver=none,198.51.100.55', 14",
    "resolver=other, 0"
  })
  void transactionsOfALegCanBeAskedFor(String where, long expected) {
    Report report = where(SAMPLE, where, resolvers(SAMPLE), 1);
    assertThat(report.transactions().total()).isEqualTo(expected);
  }

  @Test
  void whatIsAskedForDoesNotChangeWhoResolves() {
    AnalysisOptions onlyTheSilent =
        AnalysisOptions.defaults().withSelection(WhereExpression.parse("outcome=unanswered"));
    assertThat(transactions(by(SAMPLE, onlyTheSilent, Dimension.RESOLVER, Dimension.LEG)))
        .containsOnly(Map.entry("198.51.100.53 upstream", 1L), Map.entry("none none", 1L));
  }

  /// In one direction alone who is told something has asked for it.
  @Test
  void responsesAloneTellTheSameLegs() {
    AnalysisOptions responses = AnalysisOptions.defaults().withFilter(new ResponsesAlone());
    Report report = by(SAMPLE, responses, Dimension.LEG);
    assertThat(report.transactions().total()).isZero();
    assertThat(report.breakdown().rows())
        .extracting(row -> row.values().getFirst() + " " + row.responses().total())
        .containsExactlyInAnyOrder("client 7", "upstream 6", "none 9");
  }

  /// Both legs of real resolvers, told by the addresses that the laboratory gave them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "healthy.pcap",
        "servfail-bogus-dnssec.pcap",
        "servfail-bogus-dnssec-bind-resolver.pcap",
        "servfail-bogus-dnssec-pdns-recursor.pcap",
        "servfail-dead-nameservers.pcap",
        "servfail-dead-nameservers-bind-resolver.pcap",
        "servfail-dead-nameservers-pdns-recursor.pcap",
        "servfail-spike.pcap",
        "servfail-spike-expired.pcap",
        "stale-answers.pcap",
        "notimp-types.pcap",
        "tcp.pcap",
        "any-sll.pcap",
        "any-sll2.pcap",
        "nanoseconds.pcap",
        "dumpcap.pcapng"
      })
  void legsOfTheLaboratoryAreThoseOfItsAddresses(String name) {
    AnalysisOptions options = named(LABORATORY.toArray(String[]::new));
    assertThat(count(name, options, "leg=client")).isPositive();
    assertThat(count(name, options, "leg=upstream")).isPositive();
    for (String condition : List.of("", " rcode=SERVFAIL", " outcome=unanswered")) {
      assertThat(count(name, options, "leg=upstream" + condition))
          .isEqualTo(count(name, options, "client=" + OF_LABORATORY + condition));
      assertThat(count(name, options, "leg=client" + condition))
          .isEqualTo(
              count(
                  name,
                  options,
                  "client!=" + OF_LABORATORY + " server=" + OF_LABORATORY + condition));
    }
  }

  /// Without names the addresses that a resolver only asks from are left over.
  @ParameterizedTest
  @CsvSource({
    "servfail-spike.pcap, 198.51.100.21",
    "healthy.pcap, 198.51.100.21",
    "servfail-bogus-dnssec-bind-resolver.pcap, 198.51.100.22",
    "servfail-bogus-dnssec-pdns-recursor.pcap, 198.51.100.23",
    "servfail-spike-expired.pcap, 198.51.100.22"
  })
  void resolversOfTheLaboratoryAreFound(String name, String resolver) {
    Report report = by(name, AnalysisOptions.defaults(), Dimension.RESOLVER, Dimension.LEG);
    assertThat(transactions(report).keySet())
        .contains(resolver + " client", resolver + " upstream")
        .allMatch(leg -> leg.startsWith(resolver) || leg.equals("none none"));
    AnalysisOptions plain = AnalysisOptions.defaults();
    assertThat(transactions(report).get(resolver + " client"))
        .isEqualTo(count(name, plain, "server=" + resolver));
    assertThat(transactions(report).get(resolver + " upstream"))
        .isEqualTo(count(name, plain, "client=" + resolver));
  }

  @ParameterizedTest
  @ValueSource(strings = {"leg=client", "resolver!=192.0.2.1", "type=A leg!=none"})
  void nothingIsCountedByResolversThatAreNotKnown(String where) {
    AnalysisOptions options =
        AnalysisOptions.defaults().withSelection(WhereExpression.parse(where));
    assertThat(options.needsResolversFirst()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Analyzer(options).analyze(SampleReports.files(SAMPLE)))
        .withMessage("the resolvers are not known: " + where);
  }

  private static Resolvers resolvers(String name) {
    return new Analyzer(AnalysisOptions.defaults()).resolvers(SampleReports.files(name));
  }

  private static AnalysisOptions named(String... resolvers) {
    return AnalysisOptions.defaults()
        .withResolvers(ResolverExpression.parse(Arrays.asList(resolvers), HostNames.none()));
  }

  private static Report by(String name, AnalysisOptions options, Dimension... dimensions) {
    return new Analyzer(options.withBy(Arrays.asList(dimensions)))
        .analyze(SampleReports.files(name));
  }

  private static Report where(String name, String where, Resolvers resolvers, int jobs) {
    AnalysisOptions options =
        AnalysisOptions.defaults()
            .withSelection(WhereExpression.parse(where))
            .withResolvers(resolvers);
    return new Analyzer(options).analyze(SampleReports.files(name, jobs));
  }

  private static long count(String name, AnalysisOptions options, String where) {
    return new Analyzer(options.withSelection(WhereExpression.parse(where)))
        .analyze(SampleReports.files(name))
        .transactions()
        .total();
  }

  private static Map<String, Long> transactions(Report report) {
    Map<String, Long> counts = new TreeMap<>();
    for (BreakdownRow row : report.breakdown().rows()) {
      counts.put(String.join(" ", row.values()), row.transactions().total());
    }
    return counts;
  }

  private static BreakdownRow row(Report report, String... values) {
    return report.breakdown().rows().stream()
        .filter(row -> row.values().equals(List.of(values)))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> slowResolvers(String name) {
    Set<String> answered = new HashSet<>();
    Set<String> asked = new HashSet<>();
    MessageExtractor extractor =
        new MessageExtractor(
            ServicePorts.standard(),
            TimeRange.ALL,
            (_, flow, message) -> {
              String source = source(flow);
              String destination = destination(flow);
              boolean isQuery = flow.service() == Service.DNS && message.opcode() == 0;
              if (isQuery && message.isResponse() && message.recursionAvailable()) {
                answered.add(source);
              }
              if (isQuery && !source.equals(destination)) {
                asked.add(message.isResponse() ? destination : source);
              }
            },
            (_, _, _) -> {});
    SampleReports.files(name).forEachFrame(extractor);
    extractor.finish();
    answered.retainAll(asked);
    return answered;
  }

  private static String source(FlowView flow) {
    return new IpAddress(flow.version(), flow.sourceHigh(), flow.sourceLow()).toString();
  }

  private static String destination(FlowView flow) {
    return new IpAddress(flow.version(), flow.destinationHigh(), flow.destinationLow()).toString();
  }

  /// Of messages in UDP on Ethernet.
  private record ResponsesAlone() implements FrameFilter {
    private static final int ETHER_TYPE = 12;
    private static final int FLAGS_OVER_IPV4 = 44;
    private static final int FLAGS_OVER_IPV6 = 64;

    @Override
    public boolean matches(ByteBuffer memory, int frame, int captured, int length, int linkType) {
      boolean isIpv6 = memory.get(frame + ETHER_TYPE) == (byte) 0x86;
      return (memory.get(frame + (isIpv6 ? FLAGS_OVER_IPV6 : FLAGS_OVER_IPV4)) & 0x80) != 0;
    }

    @Override
    public Optional<String> expression() {
      return Optional.of("responses alone");
    }
  }
}
