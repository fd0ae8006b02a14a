package dev.rcodestat.report;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that one run has to say.
///
/// @param span from the first to the last frame looked at; empty where no frame had a time
/// @param window the part of the inputs that was asked for
/// @param inputs what was read, in the order in which it was named
/// @param ledger where every frame ended up
/// @param reassembly what was missing in TCP streams
/// @param messages unicast DNS messages, queries and responses
/// @param responses unicast DNS responses by RCODE, server and query type
/// @param transactions unicast DNS queries and what became of them
/// @param cells responses and transactions by all dimensions at once, in the order of server, type,
///     opcode, outcome and transport
/// @param breakdown responses and transactions by the dimensions that were asked for
/// @param failures whose queries failed
/// @param latency how long answers took
/// @param timeline responses over time
/// @param multicast the services counted apart
/// @param overflow what no longer found a place of its own in a bounded table
/// @param hosts the names that were given to addresses in here, by address
public record Report(
    Optional<TimeSpan> span,
    Window window,
    List<InputOutcome> inputs,
    LedgerSummary ledger,
    ReassemblySummary reassembly,
    MessageSummary messages,
    ResponseSummary responses,
    TransactionSummary transactions,
    List<Cell> cells,
    Breakdown breakdown,
    FailureSummary failures,
    LatencySummary latency,
    Timeline timeline,
    MulticastSummary multicast,
    Overflow overflow,
    SortedMap<String, String> hosts) {
  /// The version of the report's structure, in every machine-readable format.
  public static final String SCHEMA = "rcodestat.report/1";

  public Report {
    inputs = List.copyOf(inputs);
    cells = List.copyOf(cells);
    hosts = Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
    if (!transactions.accountsFor(messages)) {
      throw new IllegalArgumentException(
          "messages out of balance: " + messages + ", " + transactions);
    }
  }

  /// The name of an address, or the address where it has none.
  public String hostOf(String address) {
    return hosts.getOrDefault(address, address);
  }

  /// Whether every count is exact in every dimension.
  public boolean exact() {
    return overflow.exact() && failures.exact();
  }

  /// What rates are of.
  public Basis basis() {
    return Basis.of(transactions.breakdown());
  }

  /// What rates are of, by outcome.
  public OutcomeBreakdown rated() {
    return basis() == Basis.TRANSACTIONS ? transactions.breakdown() : responses.breakdown();
  }
}
