package dev.rcodestat.analysis;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.RcodeCounts;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Puts a report beside what an independent tool counted in the same capture: a truth file.
///
/// Its `dns53` are the messages on port 53; `rcode_full` counts responses by their 12-bit RCODE,
/// `opcode` messages by number, `qtype_rcode` responses by the type of their first question.
final class TruthComparison {
  private final Report report;
  private final JsonNode truth;
  private final List<String> differences = new ArrayList<>();

  private TruthComparison(Report report, JsonNode truth) {
    this.report = report;
    this.truth = truth;
  }

  /// Where messages, RCODEs, opcodes, types and multicast services differ; empty where nowhere.
  static List<String> differences(Report report, JsonNode truth) {
    TruthComparison comparison = new TruthComparison(report, truth);
    comparison.compareMessages();
    return comparison.differences;
  }

  /// The same, and where servers, Extended DNS Errors and times differ.
  static List<String> allDifferences(Report report, JsonNode truth) {
    TruthComparison comparison = new TruthComparison(report, truth);
    comparison.compareMessages();
    comparison.compareServers();
    comparison.compareExtendedErrors();
    comparison.compareTimes();
    return comparison.differences;
  }

  /// Responses by RCODE, and messages by opcode, of which there are more than the truth has.
  static List<String> excess(Report report, JsonNode truth) {
    List<String> excess = new ArrayList<>();
    Map<String, Long> theirs = new TreeMap<>(rcodes(truth.path("dns53").path("rcode_full")));
    theirs.putAll(opcodes(truth.path("dns53").path("opcode")));
    Map<String, Long> ours = new TreeMap<>(names(report.responses().byRcode()));
    report.messages().byOpcode().forEach((opcode, count) -> ours.put(opcode.mnemonic(), count));
    ours.forEach((name, count) -> {
      if (count > theirs.getOrDefault(name, 0L)) {
        excess.add(name + ": " + count + ", truth " + theirs.getOrDefault(name, 0L));
      }
    });
    return excess;
  }

  private void compareMessages() {
    JsonNode dns = truth.path("dns53");
    compare("messages", report.messages().total(), dns.path("messages").asLong());
    compare("responses", report.responses().total(), dns.path("responses").asLong());
    compare("RCODEs", names(report.responses().byRcode()), rcodes(dns.path("rcode_full")));
    Map<String, Long> opcodes = new TreeMap<>();
    report.messages().byOpcode().forEach((opcode, count) -> opcodes.put(opcode.mnemonic(), count));
    compare("opcodes", opcodes, opcodes(dns.path("opcode")));
    Map<String, Long> types = new TreeMap<>();
    for (Cell cell : report.cells()) {
      if (cell.responses() > 0) {
        Rcode rcode = cell.outcome().rcode().orElseThrow();
        types.merge(typeName(cell.type()) + "|" + rcode, cell.responses(), Long::sum);
      }
    }
    compare("types", types, typesAndRcodes(dns.path("qtype_rcode")));
    compare("mDNS", report.multicast().mdns(), truth.path("mdns").path("messages").asLong());
    compare("LLMNR", report.multicast().llmnr(), truth.path("llmnr").path("messages").asLong());
  }

  private void compareServers() {
    Map<String, Map<String, Long>> ours = new TreeMap<>();
    report
        .responses()
        .breakdown()
        .byServer()
        .forEach(row -> ours.put(row.server(), names(row.byOutcome().byRcode())));
    Map<String, Map<String, Long>> theirs = new TreeMap<>();
    for (Map.Entry<String, JsonNode> server : truth.path("servers").properties()) {
      theirs.put(server.getKey(), rcodes(server.getValue()));
    }
    compare("servers", ours, theirs);
  }

  private void compareExtendedErrors() {
    Map<String, Long> ours = new TreeMap<>();
    report
        .responses()
        .byEde()
        .forEach((error, count) -> ours.put(String.valueOf(error.infoCode()), count));
    compare("EDE", ours, counts(truth.path("edns").path("ede_info_codes")));
  }

  private void compareTimes() {
    if (10 % report.timeline().bucketSeconds() != 0) {
      return;
    }
    Map<String, Map<String, Long>> ours = new TreeMap<>();
    for (Timeline.Bucket bucket : report.timeline().buckets()) {
      long second = bucket.start().getEpochSecond();
      Map<String, Long> counts =
          ours.computeIfAbsent(String.valueOf(second - second % 10), key -> new TreeMap<>());
      names(bucket.byRcode()).forEach((name, count) -> counts.merge(name, count, Long::sum));
      if (bucket.otherRcodes() > 0) {
        counts.merge("other", bucket.otherRcodes(), Long::sum);
      }
    }
    Map<String, Map<String, Long>> theirs = new TreeMap<>();
    for (Map.Entry<String, JsonNode> time : truth.path("responses_by_10_seconds").properties()) {
      Map<String, Long> counts = new TreeMap<>();
      counts(time.getValue())
          .forEach((rcode, count) -> counts.merge(timelineName(rcode), count, Long::sum));
      theirs.put(time.getKey(), counts);
    }
    compare("times", ours, theirs);
  }

  private void compare(String what, Object ours, Object theirs) {
    if (!ours.equals(theirs)) {
      differences.add(what + ": " + ours + ", truth " + theirs);
    }
  }

  private static Map<String, Long> names(RcodeCounts counts) {
    Map<String, Long> names = new TreeMap<>();
    counts.counts().forEach((rcode, count) -> names.put(rcode.mnemonic(), count));
    return names;
  }

  private static Map<String, Long> rcodes(JsonNode counts) {
    Map<String, Long> names = new TreeMap<>();
    counts(counts).forEach((rcode, count) -> names.put(rcodeName(rcode), count));
    return names;
  }

  /// A bucket of the timeline keeps the RCODEs below 24 apart.
  private static String timelineName(String rcode) {
    return isNumber(rcode) && Integer.parseInt(rcode) >= 24 ? "other" : rcodeName(rcode);
  }

  private static Map<String, Long> opcodes(JsonNode counts) {
    Map<String, Long> names = new TreeMap<>();
    counts(counts)
        .forEach((opcode, count) ->
            names.put(
                isNumber(opcode) ? new Opcode(Integer.parseInt(opcode)).mnemonic() : opcode,
                count));
    return names;
  }

  private static Map<String, Long> typesAndRcodes(JsonNode counts) {
    Map<String, Long> names = new TreeMap<>();
    counts(counts)
        .forEach((key, count) -> {
          int bar = key.indexOf('|');
          names.merge(
              key.substring(0, bar) + "|" + rcodeName(key.substring(bar + 1)), count, Long::sum);
        });
    return names;
  }

  /// The truth has one word for a question that is not there and one that cannot be read.
  private static String typeName(QueryType type) {
    return type.value() <= 0xFFFF ? String.valueOf(type.value()) : "none";
  }

  /// Unassigned codes are plain numbers there.
  private static String rcodeName(String rcode) {
    return isNumber(rcode) ? new Rcode(Integer.parseInt(rcode)).mnemonic() : rcode;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
  }

  private static Map<String, Long> counts(JsonNode object) {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      counts.put(entry.getKey(), entry.getValue().asLong());
    }
    return counts;
  }
}
