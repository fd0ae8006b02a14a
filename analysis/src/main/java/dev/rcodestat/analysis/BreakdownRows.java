package dev.rcodestat.analysis;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.report.Breakdown;
import dev.rcodestat.report.BreakdownRow;
import dev.rcodestat.report.Cell;
import dev.rcodestat.tally.CodeCounts;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.tally.DimensionCounts;
import dev.rcodestat.tally.Leg;
import dev.rcodestat.tally.Resolvers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Makes what was counted by some dimensions a part of the report.
final class BreakdownRows {
  private static final Comparator<BreakdownRow> ORDER =
      Comparator.comparingLong((BreakdownRow row) -> -row.transactions().total())
          .thenComparingLong(row -> -row.responses().total())
          .thenComparing(row -> String.join("\0", row.values()));

  private final DimensionCounts counted;
  private final AddressTexts addresses;

  /// By the values of the dimensions: different addresses may have one name.
  private final Map<List<String>, Sums> sums = new HashMap<>();

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
    Sums ofValues = sums.computeIfAbsent(List.copyOf(values), _ -> new Sums());
    ofValues.add(counted.outcome(row), counted.transactions(row), counted.responses(row));
  }

  /// Each sum is let go where its row is made: there may be very many.
  private List<BreakdownRow> rows() {
    List<BreakdownRow> rows = new ArrayList<>(sums.size());
    Iterator<Map.Entry<List<String>, Sums>> left = sums.entrySet().iterator();
    while (left.hasNext()) {
      Map.Entry<List<String>, Sums> next = left.next();
      rows.add(next.getValue().row(next.getKey()));
      left.remove();
    }
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

  /// What has the same values.
  private static final class Sums {
    private final CodeCounts transactions = new CodeCounts();
    private final CodeCounts responses = new CodeCounts();

    void add(int outcome, long ofTransactions, long ofResponses) {
      if (ofTransactions > 0) {
        transactions.add(outcome, ofTransactions);
      }
      if (ofResponses > 0) {
        responses.add(outcome, ofResponses);
      }
    }

    BreakdownRow row(List<String> values) {
      return new BreakdownRow(
          values, CellSums.outcomes(transactions), CellSums.outcomes(responses));
    }
  }
}
