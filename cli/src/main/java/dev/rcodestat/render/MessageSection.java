package dev.rcodestat.render;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.report.MessageSummary;
import dev.rcodestat.report.MulticastSummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.ResponseSummary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// All DNS messages, by what carried them, what they were for, and what was wrong with them.
final class MessageSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    MulticastSummary multicast = report.multicast();
    if (report.messages().total() + multicast.mdns() + multicast.llmnr() == 0) {
      return;
    }
    page.heading(
        Style.HEADING, "Messages", "  " + Figures.count(report.messages().total()) + " in all");
    if (report.messages().total() > 0) {
      writeMessages(report.messages(), page);
      writeResponses(report.responses(), page);
    }
    if (multicast.mdns() > 0) {
      page.entry(
          "mDNS", Figures.count(multicast.mdns(), "message", "messages") + ", counted apart");
    }
    if (multicast.llmnr() > 0) {
      page.entry(
          "LLMNR", Figures.count(multicast.llmnr(), "message", "messages") + ", counted apart");
    }
  }

  private static void writeMessages(MessageSummary messages, TextPage page) {
    page.entry("transport", list(messages.byTransport()));
    if (!messages.byOpcode().keySet().equals(Set.of(Opcode.QUERY))) {
      page.entry("opcodes", list(messages.byOpcode()));
    }
    if (!messages.byDefect().isEmpty()) {
      Map<String, Long> byLabel =
          messages.byDefect().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      entry -> entry.getKey().label(),
                      Map.Entry::getValue,
                      Long::sum,
                      LinkedHashMap::new));
      page.entry("defects", list(byLabel));
    }
  }

  private static void writeResponses(ResponseSummary responses, TextPage page) {
    if (responses.incomplete() > 0) {
      page.entry(
          "incomplete",
          Figures.count(responses.incomplete(), "response", "responses")
              + " that the capture does not hold whole, counted nowhere else");
    }
    if (responses.extendedRcodeUnread() > 0) {
      page.entry(
          "RCODE",
          "of "
              + Figures.count(responses.extendedRcodeUnread(), "response", "responses")
              + " only the header's 4 bits are known: an OPT record, if any, was out of reach");
    }
  }

  private static String list(Map<?, Long> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getKey() + " " + Figures.count(entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
