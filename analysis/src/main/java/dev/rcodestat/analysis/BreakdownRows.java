package dev.rcodestat.analysis;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.report.Breakdown;
import dev.rcodestat.report.BreakdownRow;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.OutcomeCounts;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.tally.DimensionCounts;
import dev.rcodestat.tally.Leg;
import dev.rcodestat.tally.Resolvers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Makes what was counted by some dimensions a part of the report.
final class BreakdownRows {
  private static final Comparator<BreakdownRow> ORDER =
      Comparator.comparingLong((BreakdownRow row) -> -row.transactions().total())
          .thenComparingLong(row -> -row.responses().total())
          .thenComparing(row -> String.join("\0", row.values()));

  private final DimensionCounts counted;
  private final AddressTexts addresses;
  private final Map<List<String>, SortedMap<Outcome, Long>> transactions = new LinkedHashMap<>();
  private final Map<List<String>, SortedMap<Outcome, Long>> responses = new LinkedHashMap<>();

  private BreakdownRows(DimensionCounts counted, AddressTexts addresses) {
    this.counted = counted;
    this.addresses = addresses;
  }

  static Breakdown of(DimensionCounts counted, AddressTexts addresses) {
    BreakdownRows rows = new BreakdownRows(counted, addresses);
    for (int row = 0; row < counted.rows(); row++) {
      rows.add(row);
    }
    return new Breakdown(
        counted.dimensions().stream().map(Dimension::label).toList(),
        rows.rows(),
        counted.overflowed());
  }

  private void add(int row) {
    List<String> values = new ArrayList<>();
    for (int dimension = 0; dimension < counted.dimensions().size(); dimension++) {
      values.add(value(row, dimension));
    }
    Outcome outcome = new Outcome(counted.outcome(row));
    SortedMap<Outcome, Long> ofTransactions =
        transactions.computeIfAbsent(values, _ -> new TreeMap<>());
    if (counted.transactions(row) > 0) {
      ofTransactions.merge(outcome, counted.transactions(row), Long::sum);
    }
    SortedMap<Outcome, Long> ofResponses = responses.computeIfAbsent(values, _ -> new TreeMap<>());
    if (counted.responses(row) > 0) {
      ofResponses.merge(outcome, counted.responses(row), Long::sum);
    }
  }

  private List<BreakdownRow> rows() {
    List<BreakdownRow> rows = new ArrayList<>();
    transactions.forEach((values, outcomes) ->
        rows.add(
            new BreakdownRow(
                values,
                new OutcomeCounts(outcomes),
                new OutcomeCounts(responses.getOrDefault(values, new TreeMap<>())))));
    rows.sort(ORDER);
    return rows;
  }

  private String value(int row, int dimension) {
    int value = counted.value(row, dimension);
    return switch (counted.dimensions().get(dimension)) {
      case SERVER -> address(row, dimension, addresses::ofServer);
      case CLIENT -> address(row, dimension, addresses::ofClient);
      case CLIENT_PREFIX -> address(row, dimension, addresses::ofClientPrefix);
      case RESOLVER -> resolver(row, dimension);
      case LEG -> Leg.values()[value].label();
      case TYPE -> new QueryType(value).mnemonic();
      case CLASS -> DimensionTexts.className(value);
      case OPCODE -> new Opcode(value).mnemonic();
      case TRANSPORT -> Transport.values()[value].label();
      case EDNS, DO, CD -> DimensionTexts.flag(value);
      case EDE ->
          value == -1
              ? DimensionTexts.NONE
              : value < 0 ? DimensionTexts.UNKNOWN : Integer.toString(value);
    };
  }

  private String resolver(int row, int dimension) {
    return counted.value(row, dimension) == Resolvers.NOBODY
        ? DimensionTexts.NONE
        : counted.resolver(row, dimension).map(addresses::ofServer).orElse(Cell.OTHER_SERVERS);
  }

  private String address(int row, int dimension, Function<IpAddress, String> text) {
    return counted.address(row, dimension).map(text).orElse(Cell.OTHER_SERVERS);
  }
}
