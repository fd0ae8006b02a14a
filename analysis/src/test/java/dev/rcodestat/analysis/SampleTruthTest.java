package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.report.Cell;
import dev.rcodestat.report.OutcomeBreakdown;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.Timeline;
import dev.rcodestat.samples.Samples;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What an independent tool counts in the samples, we count too.
class SampleTruthTest {

  static List<String> names() {
    return Samples.names();
  }

  @Test
  void everySampleGivesItsTruthOrIsListed() {
    ObjectMapper json = new ObjectMapper();
    NotYet list = new NotYet("samples-not-yet.csv");
    for (String name : names()) {
      Report report = SampleReports.of(name);
      JsonNode truth = json.readTree(Samples.truth(name).orElseThrow());
      list.enter(
          name,
          TruthComparison.allDifferences(report, truth),
          TruthComparison.excess(report, truth));
    }
    System.out.println("Samples: " + list.score());
    assertThat(list.faults()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void countsOfAReportAddUp(String name) {
    Report report = SampleReports.of(name);
    assertThat(report.ledger().buckets().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(report.ledger().frames());
    assertThat(report.ledger().buckets().get("dns"))
        .as("UDP: a message a frame")
        .isEqualTo(report.messages().byTransport().get("udp"));
    assertThat(sum(report.messages().byOpcode().values())).isEqualTo(report.messages().total());
    assertThat(sum(report.messages().byTransport().values())).isEqualTo(report.messages().total());
    long responses = report.responses().total();
    assertThat(report.messages().responses()).isEqualTo(responses);
    assertThat(report.cells().stream().mapToLong(cell -> cell.responses()).sum())
        .isEqualTo(responses);
    checkSums(report.responses().breakdown(), responses);
    assertThat(report.cells().stream().mapToLong(Cell::transactions).sum())
        .isEqualTo(report.transactions().total());
    checkSums(report.transactions().breakdown(), report.transactions().total());
    long timed = report.timeline().buckets().stream().mapToLong(Timeline.Bucket::responses).sum();
    assertThat(timed + report.timeline().untimed()).isEqualTo(responses);
    assertThat(report.overflow().exact()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("names")
  void cellsOfAServerAreInTheOrderOfTheReferencePage(String name) {
    Map<String, List<Cell>> byServer =
        SampleReports.of(name).cells().stream().collect(Collectors.groupingBy(Cell::server));
    Comparator<Cell> order =
        Comparator.comparing(Cell::type)
            .thenComparing(Cell::opcode)
            .thenComparing(Cell::outcome)
            .thenComparing(Cell::transport, Comparator.reverseOrder());
    assertThat(byServer.values()).allSatisfy(cells -> assertThat(cells).isSortedAccordingTo(order));
  }

  @ParameterizedTest
  @MethodSource("names")
  void sameInputTwiceGivesTheSameReport(String name) {
    assertThat(SampleReports.of(name)).isEqualTo(SampleReports.of(name));
  }

  private static void checkSums(OutcomeBreakdown breakdown, long total) {
    assertThat(breakdown.byServer().stream().mapToLong(row -> row.byOutcome().total()).sum())
        .isEqualTo(total);
    assertThat(breakdown.byType().stream().mapToLong(row -> row.byOutcome().total()).sum())
        .isEqualTo(total);
  }

  private static long sum(Iterable<Long> counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
