package dev.rcodestat.analysis;

import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.report.Basis;
import dev.rcodestat.report.Report;
import dev.rcodestat.transaction.MatchingRules;
import dev.rcodestat.transaction.MessageRole;
import dev.rcodestat.transaction.Transaction;
import dev.rcodestat.transaction.TransactionMatcher;
import dev.rcodestat.wire.OctetKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Whose queries failed in a sample, counted in maps without a bound.
final class FailureRecount {
  private final Map<String, Long> byName = new TreeMap<>();
  private final Map<String, Long> byZone = new TreeMap<>();
  private final Map<String, Long> byClient = new TreeMap<>();
  private final OctetKey name = new OctetKey();
  private final boolean ofTransactions;
  private final boolean ofResponses;

  /// @param report tells what the sample shows
  FailureRecount(String sample, Report report) {
    boolean anyResponse = report.messages().responses() + report.responses().incomplete() > 0;
    ofTransactions = anyResponse && report.basis() == Basis.TRANSACTIONS;
    ofResponses = report.basis() == Basis.RESPONSES;
    TransactionMatcher matcher = new TransactionMatcher(MatchingRules.defaults(), this::count);
    MessageExtractor extractor =
        new MessageExtractor(
            ServicePorts.standard(),
            TimeRange.ALL,
            (nanos, flow, message) -> count(nanos, flow, message, matcher),
            (_, _, _) -> {});
    SampleReports.files(sample).forEachFrame(extractor);
    extractor.finish();
    matcher.finish(extractor.ledger().lastNanos());
  }

  Map<String, Long> byName() {
    return byName;
  }

  Map<String, Long> byZone() {
    return byZone;
  }

  Map<String, Long> byClient() {
    return byClient;
  }

  private void count(
      long nanos, FlowView flow, DnsMessageView message, TransactionMatcher matcher) {
    if (flow.service() != Service.DNS) {
      return;
    }
    MessageRole role = matcher.match(nanos, flow, message);
    if (role == MessageRole.ANSWER) {
      count(matcher.transaction(), message.outcome());
    } else if (role == MessageRole.QUERY_ANSWERED_EARLIER) {
      count(matcher.transaction(), matcher.early().outcome());
    }
    if (ofResponses && message.isResponse()) {
      name.reset(0);
      if (message.qtype() < QueryType.NONE) {
        message.qname().copyTo(name);
      }
      count(
          new IpAddress(flow.version(), flow.destinationHigh(), flow.destinationLow()),
          message.outcome());
    }
  }

  private void count(Transaction transaction, int outcome) {
    if (ofTransactions) {
      name.reset(transaction.nameLength());
      for (int i = 0; i < name.words(); i++) {
        name.set(i, transaction.nameWord(i));
      }
      count(
          new IpAddress(transaction.version(), transaction.clientHigh(), transaction.clientLow()),
          outcome);
    }
  }

  private void count(IpAddress client, int outcome) {
    if (!new Outcome(outcome).isFailure()) {
      return;
    }
    byClient.merge(client.toString(), 1L, Long::sum);
    if (name.length() > 0) {
      String text = text(name.toOctets());
      byName.merge(text, 1L, Long::sum);
      byZone.merge(zone(text), 1L, Long::sum);
    }
  }

  /// The samples have no octets in names that fail but plain ones.
  private static String text(byte[] name) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; name[at] != 0; at += 1 + name[at]) {
      text.append(text.isEmpty() ? "" : ".");
      text.append(new String(name, at + 1, name[at], StandardCharsets.US_ASCII));
    }
    return text.isEmpty() ? "." : text.toString();
  }

  /// Two labels: the names that fail in the samples are below no suffix of several labels.
  private static String zone(String name) {
    return name.replaceFirst("^.+[.](?=[^.]+[.][^.]+$)", "");
  }
}
