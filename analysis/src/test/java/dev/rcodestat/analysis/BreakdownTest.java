package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.report.Breakdown;
import dev.rcodestat.report.BreakdownRow;
import dev.rcodestat.report.Report;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.tally.Dimension;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is told apart by other dimensions sums up to the whole.
class BreakdownTest {
  static List<String> names() {
    return Samples.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyTransactionAndResponseIsInARow(String name) {
    Report report = by(name, 1, Dimension.values());
    List<BreakdownRow> rows = report.breakdown().rows();
    assertThat(rows.stream().mapToLong(row -> row.transactions().total()).sum())
        .isEqualTo(report.transactions().total());
    assertThat(rows.stream().mapToLong(row -> row.responses().total()).sum())
        .isEqualTo(report.responses().total());
    assertThat(report.breakdown().overflowed()).isZero();
  }

  @ParameterizedTest
  @MethodSource("names")
  void anyNumberOfThreadsGivesTheSame(String name) {
    Dimension[] dimensions = {Dimension.CLIENT, Dimension.EDE, Dimension.SERVER};
    assertThat(by(name, 3, dimensions)).isEqualTo(by(name, 1, dimensions));
  }

  @ParameterizedTest
  @EnumSource(Dimension.class)
  void eachDimensionHasRowsOfItsOwn(Dimension dimension) {
    Breakdown breakdown = by("hazards.pcap", 1, dimension).breakdown();
    assertThat(breakdown.by()).containsExactly(dimension.label());
    assertThat(breakdown.rows()).extracting(BreakdownRow::values).doesNotHaveDuplicates();
    assertThat(breakdown.rows()).isNotEmpty();
  }

  @Test
  void valuesAreNamed() {
    assertThat(values("hazards.pcap", Dimension.TRANSPORT)).containsExactly("udp", "tcp");
    assertThat(values("hazards.pcap", Dimension.OPCODE))
        .containsExactlyInAnyOrder("QUERY", "NOTIFY", "UPDATE");
    assertThat(values("hazards.pcap", Dimension.CLASS)).contains("IN");
    assertThat(values("hazards.pcap", Dimension.EDNS)).contains("yes", "no", "unknown");
    assertThat(values("hazards.pcap", Dimension.CLIENT_PREFIX))
        .containsExactly("198.51.100.0/24", "2001:db8::/56");
    assertThat(values("extended-errors.pcap", Dimension.EDE)).contains("none", "22");
  }

  @Test
  void nothingIsToldApartUnlessAskedFor() {
    assertThat(SampleReports.of("hazards.pcap").breakdown())
        .isEqualTo(new Breakdown(List.of(), List.of(), 0));
  }

  private static List<String> values(String name, Dimension dimension) {
    return by(name, 1, dimension).breakdown().rows().stream()
        .map(row -> row.values().getFirst())
        .toList();
  }

  private static Report by(String name, int jobs, Dimension... dimensions) {
    AnalysisOptions options = AnalysisOptions.defaults().withBy(Arrays.asList(dimensions));
    return new Analyzer(options).analyze(SampleReports.files(name, jobs));
  }
}
