package dev.rcodestat.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.FailureSummary;
import dev.rcodestat.report.InputOutcome;
import dev.rcodestat.report.LedgerSummary;
import dev.rcodestat.report.MessageSummary;
import dev.rcodestat.report.MulticastSummary;
import dev.rcodestat.report.OutcomeBreakdown;
import dev.rcodestat.report.OutcomeCounts;
import dev.rcodestat.report.Overflow;
import dev.rcodestat.report.ReassemblySummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.ResponseSummary;
import dev.rcodestat.report.ServerRow;
import dev.rcodestat.report.TimeSpan;
import dev.rcodestat.report.Timeline;
import dev.rcodestat.report.TransactionSummary;
import dev.rcodestat.report.TypeRow;
import dev.rcodestat.report.Window;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// As many servers and cells as a report can have.
class LargeReportTest {
  private static final Outcome SERVFAIL = new Outcome(Outcome.ofRcode(Rcode.SERVFAIL.value()));
  private static final OutcomeBreakdown NO_TRANSACTION =
      new OutcomeBreakdown(new OutcomeCounts(new TreeMap<>()), List.of(), List.of());

  private static final int MOST = 65_536;
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void theTextStaysShort() throws IOException {
    StringWriter text = new StringWriter();
    new TextRenderer(TextOptions.plain()).render(report(), text);

    assertThat(text.toString().lines().count()).isLessThan(100);
    assertThat(text.toString())
        .contains("from 65,536 servers")
        .contains("SERVFAIL  65,536 of 65,536 responses (100.0 %)")
        .contains("and 65,528 more in 65,528 more rows")
        .contains("(65,526 more)");
  }

  @Test
  void theJsonHoldsThemAllAndIsNeverHeldWhole() throws IOException {
    LongestPiece out = new LongestPiece();
    new JsonRenderer().render(report(), out);

    // a cell is one object, a row of the servers two
    assertThat(out.objects).isBetween(3 * MOST, 3 * MOST + 50);
    assertThat(out.longest).isLessThan(100_000);
  }

  private static Report report() {
    TimeSpan span = new TimeSpan(NOON, NOON.plusSeconds(60));
    QueryType type = new QueryType(1);
    List<Cell> cells = new ArrayList<>();
    List<ServerRow> servers = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      String server = "2001:db8::" + Integer.toHexString(i + 1);
      Optional<TimeSpan> seen = Optional.of(new TimeSpan(NOON, NOON.plusSeconds(i)));
      cells.add(new Cell(server, type, Opcode.QUERY, "udp", SERVFAIL, 1, 0, seen));
      servers.add(new ServerRow(server, servfail(1)));
    }
    SequencedMap<String, Long> udp = new LinkedHashMap<>(Map.of("udp", (long) MOST));
    return new Report(
        Optional.of(span),
        Window.ALL,
        List.of(new InputOutcome("large.pcap", "pcap", MOST, Optional.empty())),
        new LedgerSummary(MOST, new LinkedHashMap<>(Map.of("dns", (long) MOST)), List.of()),
        new ReassemblySummary(0, 0, 0),
        new MessageSummary(
            0, MOST, udp, new TreeMap<>(Map.of(Opcode.QUERY, (long) MOST)), new TreeMap<>()),
        new ResponseSummary(
            0,
            0,
            0,
            new TreeMap<>(),
            new OutcomeBreakdown(
                servfail(MOST), servers, List.of(new TypeRow(type, servfail(MOST))))),
        new TransactionSummary(0, 0, 0, MOST, 0, 0, NO_TRANSACTION),
        cells,
        ReportBuilding.NO_BREAKDOWN,
        FailureSummary.NONE,
        ReportBuilding.NO_LATENCY,
        new Timeline(60, 0, List.of(new Timeline.Bucket(NOON, servfail(MOST).byRcode(), 0))),
        new MulticastSummary(0, 0),
        new Overflow(0, 0, 0, 0, 0),
        new TreeMap<>());
  }

  private static OutcomeCounts servfail(long count) {
    return new OutcomeCounts(new TreeMap<>(Map.of(SERVFAIL, count)));
  }

  /// Keeps nothing but the length of the longest piece that it was given at once.
  private static final class LongestPiece extends Writer {
    private int longest;
    private int objects;

    @Override
    public void write(char[] characters, int offset, int length) {
      longest = Math.max(longest, length);
      for (int i = offset; i < offset + length; i++) {
        objects += characters[i] == '{' ? 1 : 0;
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
