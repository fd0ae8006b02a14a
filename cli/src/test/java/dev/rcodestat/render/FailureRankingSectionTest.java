package dev.rcodestat.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.FailureRanking;
import dev.rcodestat.report.FailureSummary;
import dev.rcodestat.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FailureRankingSectionTest {
  private static final FailureRanking CLIENTS = exact(row("198.51.100.1", 30));

  @Test
  void zonesComeBeforeNamesAndNamesBeforeClients() {
    String text =
        text(
            new FailureSummary(
                30,
                0,
                exact(row("example.com", 30)),
                exact(row("www.example.com", 20), row("example.com", 10)),
                CLIENTS));

    assertThat(text)
        .contains(
            """
            Failures by zone  30 of 40 responses (75.0 %)
              zone         failures    share
              example.com        30  100.0 %

            Failures by query name
              name             failures   share
              www.example.com        20  66.7 %
              example.com            10  33.3 %

            Failures by client
              client        failures    share
              198.51.100.1        30  100.0 %
            """);
  }

  @Test
  void whereNothingFailedNothingIsSaid() {
    assertThat(text(FailureSummary.NONE)).doesNotContain("Failures by");
  }

  @Test
  void thoseBeyondTheMostImportantAreSummedUp() {
    FailureRanking names = exact(rows(10));
    String text = text(new FailureSummary(145, 0, names, names, names));

    assertThat(text)
        .contains("  name8.example        12   8.3 %\n  and 21 more of 2 more zones\n")
        .contains("  and 21 more of 2 more names\n")
        .contains("  and 21 more of 2 more clients\n");
  }

  @Test
  void asManyRowsAsAreAskedFor() {
    FailureRanking names = exact(rows(10));
    Report report = report(new FailureSummary(145, 0, names, names, names));
    TextOptions three = TextOptions.plain().withRows(OptionalInt.of(3));

    assertThat(SampleReports.rendered(new TextRenderer(three), report))
        .contains("  name3.example        17  11.7 %\n  and 91 more of 7 more names\n");
  }

  @Test
  void countsThatMayBeTooHighSayByHowMuch() {
    FailureRanking names =
        new FailureRanking(
            false, 7, List.of(row("a.example", 1200, 0), row("b.example", 9, 6), row("c", 7, 7)));
    Report report = report(new FailureSummary(1216, 0, CLIENTS, names, CLIENTS));
    TextOptions two = TextOptions.plain().withRows(OptionalInt.of(2));

    assertThat(report.exact()).isFalse();
    assertThat(SampleReports.rendered(new TextRenderer(two), report))
        .contains(
            """
            Failures by query name
              name       at most  at least
              a.example    1,200     1,200
              b.example        9         3
              any other name: at most 7
            """)
        .contains("\n  not exact  failures by zone, name or client: ");
  }

  @Test
  void whatIsMissedIsSaidWhereAllRowsAreShown() {
    FailureRanking names = new FailureRanking(false, 7, List.of(row("a.example", 9, 5)));

    assertThat(text(new FailureSummary(30, 0, CLIENTS, names, CLIENTS)))
        .contains("  any other name: at most 7\n");
  }

  @Test
  void failuresWithoutANameAreSaid() {
    assertThat(text(new FailureSummary(30, 29, exact(row("a", 1)), exact(row("a", 1)), CLIENTS)))
        .contains(
            "  198.51.100.1        30  100.0 %\n  29 failures have no name that can be read\n");
    assertThat(text(new FailureSummary(30, 30, FailureRanking.NONE, FailureRanking.NONE, CLIENTS)))
        .contains("\nFailures by client  30 of 40 responses (75.0 %)\n")
        .doesNotContain("Failures by query name");
  }

  @Test
  void aNameThatWouldSteerATerminalIsShownInstead() {
    FailureRanking names = exact(row("\u001b[2J\u202e\n.example", 30));

    assertThat(text(new FailureSummary(30, 0, names, names, CLIENTS)))
        .contains("  \\x1b[2J\\x{202e}\\x0a.example  ");
  }

  @Test
  void theLongestNameFits80Columns() {
    FailureRanking names =
        exact(
            row("first." + "\\000.".repeat(120) + "last.example.com", 20),
            row("x".repeat(78), 6),
            row("y".repeat(79), 4));
    String text = text(new FailureSummary(30, 0, names, names, CLIENTS));

    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text)
        .containsPattern("\n  first[^\n]{19}[.]{3}[^\n]+last.example.com\n")
        .contains("\n  " + "x".repeat(78) + "\n")
        .contains("\n  " + "y".repeat(24) + "..." + "y".repeat(51) + "\n");
  }

  @Test
  void whatStandsOutIsAFailureAndNothingElse() {
    for (int value = 0; value < Rcode.VALUES; value++) {
      Report report =
          new ReportBuilding().responses("192.0.2.1", 1, 0, new Rcode(value), 1).build();
      assertThat(report.cells().getFirst().outcome().isFailure())
          .as("RCODE %d", value)
          .isEqualTo(Style.of(new Rcode(value)) != Style.PLAIN);
    }
  }

  private static FailureRanking exact(FailureRanking.Row... rows) {
    return new FailureRanking(true, 0, List.of(rows));
  }

  private static FailureRanking.Row row(String key, long count) {
    return row(key, count, 0);
  }

  private static FailureRanking.Row row(String key, long count, long error) {
    return new FailureRanking.Row(key, count, error);
  }

  private static FailureRanking.Row[] rows(int count) {
    List<FailureRanking.Row> rows = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      rows.add(row("name" + i + ".example", 20 - i));
    }
    return rows.toArray(FailureRanking.Row[]::new);
  }

  private static String text(FailureSummary failures) {
    return SampleReports.text(report(failures));
  }

  private static Report report(FailureSummary failures) {
    return new ReportBuilding()
        .responses("192.0.2.1", 1, 0, Rcode.SERVFAIL, failures.total())
        .responses("192.0.2.1", 1, 0, Rcode.NOERROR, 10)
        .failures(failures)
        .build();
  }
}
