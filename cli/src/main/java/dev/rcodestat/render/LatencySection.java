package dev.rcodestat.render;

import dev.rcodestat.report.LatencyDistribution;
import dev.rcodestat.report.LatencyRow;
import dev.rcodestat.report.LatencySummary;
import dev.rcodestat.report.Report;
import java.util.Comparator;

/// How long answers took, by outcome and by server: failures that take long tell something else than
/// those that come at once.
final class LatencySection implements Section {
  private static final int MOST_SERVERS = 8;
  private static final int MOST_OUTCOMES = 12;

  @Override
  public void write(Report report, TextPage page) {
    LatencySummary latency = report.latency();
    if (latency.all().isEmpty()) {
      return;
    }
    page.heading(
        Style.HEADING, "Latency", " of answers, from the first time that the query was sent");
    TextTable table =
        new TextTable()
            .words("outcome, server")
            .numbers("answers")
            .numbers("min")
            .numbers("p50")
            .numbers("p90")
            .numbers("p99")
            .numbers("p99.9")
            .numbers("max");
    latency.byOutcome().stream()
        .sorted(Comparator.comparingLong(row -> -row.fromFirstSend().count()))
        .limit(MOST_OUTCOMES)
        .forEach(row -> addRow(row.outcome().orElse("all"), row, table));
    latency.byServer().stream()
        .limit(page.rows(MOST_SERVERS))
        .forEach(row -> addRow(page.escape(report.hostOf(row.server().orElse("all"))), row, table));
    latency.all().ifPresent(all -> addRow("all", all, table));
    page.table(table);
    latency
        .all()
        .flatMap(LatencyRow::fromLastSend)
        .ifPresent(last ->
            page.sentence(
                "from the last time that it was sent: p50 "
                    + Figures.micros(last.p50Micros())
                    + ", p99 "
                    + Figures.micros(last.p99Micros())
                    + ", max "
                    + Figures.micros(last.maxMicros())));
  }

  private static void addRow(String name, LatencyRow row, TextTable table) {
    LatencyDistribution latency = row.fromFirstSend();
    table.row(
        name,
        Figures.count(latency.count()),
        Figures.micros(latency.minMicros()),
        Figures.micros(latency.p50Micros()),
        Figures.micros(latency.p90Micros()),
        Figures.micros(latency.p99Micros()),
        Figures.micros(latency.p999Micros()),
        Figures.micros(latency.maxMicros()));
  }
}
