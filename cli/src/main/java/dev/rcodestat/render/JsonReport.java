package dev.rcodestat.render;

import dev.rcodestat.dns.ExtendedDnsError;
import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Breakdown;
import dev.rcodestat.report.BreakdownRow;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.InputOutcome;
import dev.rcodestat.report.LatencyDistribution;
import dev.rcodestat.report.LatencyRow;
import dev.rcodestat.report.LatencySummary;
import dev.rcodestat.report.LedgerSummary;
import dev.rcodestat.report.LinkTypeFrames;
import dev.rcodestat.report.MessageSummary;
import dev.rcodestat.report.MulticastSummary;
import dev.rcodestat.report.OutcomeBreakdown;
import dev.rcodestat.report.OutcomeCounts;
import dev.rcodestat.report.Overflow;
import dev.rcodestat.report.RcodeCounts;
import dev.rcodestat.report.ReassemblySummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.ResponseSummary;
import dev.rcodestat.report.ServerRow;
import dev.rcodestat.report.TimeSpan;
import dev.rcodestat.report.Timeline;
import dev.rcodestat.report.TransactionSummary;
import dev.rcodestat.report.TypeRow;
import dev.rcodestat.report.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/// Writes a report to a generator, under the names that docs/reference/report.md explains.
final class JsonReport {
  private final JsonGenerator json;

  JsonReport(JsonGenerator json) {
    this.json = json;
  }

  void write(Report report) {
    json.writeStartObject();
    json.writeStringProperty("schema", Report.SCHEMA);
    writeMoment("from", report.span().map(TimeSpan::from));
    writeMoment("to", report.span().map(TimeSpan::to));
    writeWindow(report.window());
    writeInputs(report.inputs());
    writeLedger(report.ledger());
    writeReassembly(report.reassembly());
    writeMessages(report.messages());
    json.writeStringProperty("basis", report.basis().label());
    writeTransactions(report.transactions());
    writeResponses(report.responses());
    writeCells(report.cells());
    writeBreakdown(report.breakdown());
    new JsonFailures(json).write(report.failures());
    writeLatency(report.latency());
    writeTimeline(report.timeline());
    writeMulticast(report.multicast());
    json.writeBooleanProperty("exact", report.exact());
    writeOverflow(report.overflow());
    writeHosts(report.hosts());
    json.writeEndObject();
  }

  private void writeWindow(Window window) {
    startObject("window");
    writeMoment("from", window.from());
    writeMoment("to", window.to());
    json.writeEndObject();
    writeText("filter", window.filter());
    writeText("where", window.where());
  }

  private void writeInputs(List<InputOutcome> inputs) {
    startArray("inputs");
    for (InputOutcome input : inputs) {
      json.writeStartObject();
      json.writeStringProperty("name", input.name());
      json.writeStringProperty("format", input.format());
      json.writeNumberProperty("frames", input.frames());
      json.writeBooleanProperty("complete", input.complete());
      writeText("problem", input.problem());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeLedger(LedgerSummary ledger) {
    startObject("ledger");
    json.writeNumberProperty("frames", ledger.frames());
    writeCounts("buckets", ledger.buckets(), Function.identity());
    startArray("notDecoded");
    for (LinkTypeFrames type : ledger.notDecoded()) {
      json.writeStartObject();
      json.writeNumberProperty("linkType", type.number());
      json.writeStringProperty("name", type.name());
      json.writeNumberProperty("frames", type.frames());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeReassembly(ReassemblySummary reassembly) {
    startObject("reassembly");
    json.writeNumberProperty("streamGaps", reassembly.streamGaps());
    json.writeNumberProperty("headerlessMessages", reassembly.headerlessMessages());
    json.writeNumberProperty("connectionsEvicted", reassembly.connectionsEvicted());
    json.writeEndObject();
  }

  private void writeMessages(MessageSummary messages) {
    startObject("messages");
    json.writeNumberProperty("total", messages.total());
    json.writeNumberProperty("queries", messages.queries());
    json.writeNumberProperty("responses", messages.responses());
    writeCounts("byTransport", messages.byTransport(), Function.identity());
    writeCounts("byOpcode", messages.byOpcode(), Object::toString);
    writeCounts("byDefect", messages.byDefect(), MessageDefect::label);
    json.writeEndObject();
  }

  private void writeResponses(ResponseSummary responses) {
    startObject("responses");
    json.writeNumberProperty("total", responses.total());
    json.writeNumberProperty("incomplete", responses.incomplete());
    json.writeNumberProperty("excluded", responses.excluded());
    json.writeNumberProperty("extendedRcodeUnread", responses.extendedRcodeUnread());
    writeRcodes(responses.byRcode());
    writeCounts("byEde", responses.byEde(), JsonReport::infoCode);
    startArray("byServer");
    for (ServerRow row : responses.breakdown().byServer()) {
      writeRow("server", row.server(), row.byOutcome().byRcode());
    }
    json.writeEndArray();
    startArray("byType");
    for (TypeRow row : responses.breakdown().byType()) {
      writeRow("type", row.type().mnemonic(), row.byOutcome().byRcode());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeTransactions(TransactionSummary transactions) {
    startObject("transactions");
    OutcomeBreakdown breakdown = transactions.breakdown();
    json.writeNumberProperty("total", transactions.total());
    json.writeNumberProperty("answered", breakdown.byOutcome().answered());
    json.writeNumberProperty("unanswered", breakdown.byOutcome().unanswered());
    json.writeNumberProperty("censored", breakdown.byOutcome().censored());
    json.writeNumberProperty("retransmissions", transactions.retransmissions());
    json.writeNumberProperty("duplicates", transactions.duplicates());
    json.writeNumberProperty("continuations", transactions.continuations());
    json.writeNumberProperty("unsolicited", transactions.unsolicited());
    json.writeNumberProperty("excluded", transactions.excluded());
    writeOutcomes(breakdown.byOutcome());
    startArray("byServer");
    for (ServerRow row : breakdown.byServer()) {
      writeOutcomeRow("server", row.server(), row.byOutcome());
    }
    json.writeEndArray();
    startArray("byType");
    for (TypeRow row : breakdown.byType()) {
      writeOutcomeRow("type", row.type().mnemonic(), row.byOutcome());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeCells(List<Cell> cells) {
    startArray("cells");
    for (Cell cell : cells) {
      json.writeStartObject();
      json.writeStringProperty("server", cell.server());
      json.writeStringProperty("type", cell.type().mnemonic());
      json.writeStringProperty("opcode", cell.opcode().mnemonic());
      json.writeStringProperty("transport", cell.transport());
      writeText("rcode", cell.outcome().rcode().map(Rcode::mnemonic));
      json.writeStringProperty("outcome", cell.outcome().label());
      json.writeNumberProperty("responses", cell.responses());
      json.writeNumberProperty("transactions", cell.transactions());
      writeMoment("first", cell.seen().map(TimeSpan::from));
      writeMoment("last", cell.seen().map(TimeSpan::to));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeBreakdown(Breakdown breakdown) {
    startObject("breakdown");
    startArray("by");
    breakdown.by().forEach(json::writeString);
    json.writeEndArray();
    startArray("rows");
    for (BreakdownRow row : breakdown.rows()) {
      json.writeStartObject();
      startArray("values");
      row.values().forEach(json::writeString);
      json.writeEndArray();
      json.writeNumberProperty("transactions", row.transactions().total());
      writeCounts("transactionsByOutcome", row.transactions().counts(), Outcome::label);
      json.writeNumberProperty("responses", row.responses().total());
      writeCounts("responsesByOutcome", row.responses().counts(), Outcome::label);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberProperty("overflowed", breakdown.overflowed());
    json.writeEndObject();
  }

  private void writeLatency(LatencySummary latency) {
    startObject("latency");
    json.writeStringProperty("unit", "microsecond");
    json.writeName("all");
    latency.all().ifPresentOrElse(this::writeLatencyRow, json::writeNull);
    writeLatencyRows("byOutcome", latency.byOutcome());
    writeLatencyRows("byServer", latency.byServer());
    writeLatencyRows("byServerAndOutcome", latency.byServerAndOutcome());
    json.writeEndObject();
  }

  private void writeLatencyRows(String name, List<LatencyRow> rows) {
    startArray(name);
    rows.forEach(this::writeLatencyRow);
    json.writeEndArray();
  }

  private void writeLatencyRow(LatencyRow row) {
    json.writeStartObject();
    row.server().ifPresent(server -> json.writeStringProperty("server", server));
    row.outcome().ifPresent(outcome -> json.writeStringProperty("outcome", outcome));
    json.writeName("fromFirstSend");
    writeDistribution(row.fromFirstSend());
    json.writeName("fromLastSend");
    row.fromLastSend().ifPresentOrElse(this::writeDistribution, json::writeNull);
    json.writeEndObject();
  }

  private void writeDistribution(LatencyDistribution distribution) {
    json.writeStartObject();
    json.writeNumberProperty("count", distribution.count());
    json.writeNumberProperty("min", distribution.minMicros());
    json.writeNumberProperty("p50", distribution.p50Micros());
    json.writeNumberProperty("p90", distribution.p90Micros());
    json.writeNumberProperty("p99", distribution.p99Micros());
    json.writeNumberProperty("p999", distribution.p999Micros());
    json.writeNumberProperty("max", distribution.maxMicros());
    json.writeNumberProperty("belowRange", distribution.belowRange());
    json.writeNumberProperty("aboveRange", distribution.aboveRange());
    json.writeNumberProperty("displaced", distribution.displaced());
    json.writeStringProperty("histogram", distribution.compressed());
    json.writeEndObject();
  }

  private void writeTimeline(Timeline timeline) {
    startObject("timeline");
    json.writeNumberProperty("bucketSeconds", timeline.bucketSeconds());
    json.writeNumberProperty("untimed", timeline.untimed());
    startArray("buckets");
    for (Timeline.Bucket bucket : timeline.buckets()) {
      json.writeStartObject();
      writeMoment("start", Optional.of(bucket.start()));
      json.writeNumberProperty("responses", bucket.responses());
      writeRcodes(bucket);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeMulticast(MulticastSummary multicast) {
    startObject("multicast");
    startObject("mdns");
    json.writeNumberProperty("messages", multicast.mdns());
    json.writeEndObject();
    startObject("llmnr");
    json.writeNumberProperty("messages", multicast.llmnr());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeOverflow(Overflow overflow) {
    startObject("overflow");
    json.writeNumberProperty("responses", overflow.responses());
    json.writeNumberProperty("latencies", overflow.latencies());
    json.writeNumberProperty("openTransactions", overflow.openTransactions());
    json.writeNumberProperty("answeredTransactions", overflow.answeredTransactions());
    json.writeNumberProperty("unjoinedMessages", overflow.unjoinedMessages());
    json.writeEndObject();
  }

  private void writeHosts(Map<String, String> hosts) {
    startObject("hosts");
    hosts.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private void writeRow(String dimension, String value, RcodeCounts counts) {
    json.writeStartObject();
    json.writeStringProperty(dimension, value);
    json.writeNumberProperty("total", counts.total());
    writeRcodes(counts);
    json.writeEndObject();
  }

  private void writeOutcomeRow(String dimension, String value, OutcomeCounts counts) {
    json.writeStartObject();
    json.writeStringProperty(dimension, value);
    json.writeNumberProperty("total", counts.total());
    writeOutcomes(counts);
    json.writeEndObject();
  }

  private void writeOutcomes(OutcomeCounts counts) {
    writeCounts("byOutcome", counts.counts(), Outcome::label);
  }

  private void writeRcodes(RcodeCounts counts) {
    writeCounts("byRcode", counts.counts(), Object::toString);
  }

  private void writeRcodes(Timeline.Bucket bucket) {
    startObject("byRcode");
    writeAll(bucket.byRcode().counts(), Object::toString);
    if (bucket.otherRcodes() > 0) {
      json.writeNumberProperty("other", bucket.otherRcodes());
    }
    json.writeEndObject();
  }

  private <K> void writeCounts(String name, Map<K, Long> counts, Function<K, String> label) {
    startObject(name);
    writeAll(counts, label);
    json.writeEndObject();
  }

  private <K> void writeAll(Map<K, Long> counts, Function<K, String> label) {
    counts.forEach((key, count) -> json.writeNumberProperty(label.apply(key), count));
  }

  private void writeMoment(String name, Optional<Instant> moment) {
    writeText(name, moment.map(Rfc3339::format));
  }

  private void writeText(String name, Optional<String> text) {
    json.writeName(name);
    text.ifPresentOrElse(json::writeString, json::writeNull);
  }

  private void startObject(String name) {
    json.writeName(name);
    json.writeStartObject();
  }

  private void startArray(String name) {
    json.writeName(name);
    json.writeStartArray();
  }

  private static String infoCode(ExtendedDnsError error) {
    return Integer.toString(error.infoCode());
  }
}
