package dev.rcodestat.analysis;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.LatencyRow;
import dev.rcodestat.report.LatencySummary;
import dev.rcodestat.report.ServerRow;
import dev.rcodestat.tally.LatencyGroups;
import dev.rcodestat.tally.LatencyKey;
import dev.rcodestat.tally.Tally;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.LongUnaryOperator;

/// Latencies as rows of the report, each worked out when it is read: the tally does not change any more.
final class LatencyRows extends AbstractList<LatencyRow> implements RandomAccess {
  private final Tally tally;
  private final LatencyGroups groups;
  private final long[] keys;
  private final boolean hasServer;
  private final boolean hasOutcome;

  private LatencyRows(
      Tally tally,
      LongUnaryOperator grouping,
      List<ServerRow> servers,
      boolean hasServer,
      boolean hasOutcome) {
    this.tally = tally;
    this.hasServer = hasServer;
    this.hasOutcome = hasOutcome;
    groups = tally.latencies(grouping);
    keys = sorted(groups.keys(), servers);
  }

  /// @param servers in the order of the rows
  static LatencySummary of(Tally tally, List<ServerRow> servers) {
    List<LatencyRow> all = new LatencyRows(tally, _ -> 0, servers, false, false);
    return new LatencySummary(
        all.stream().findFirst(),
        new LatencyRows(tally, LatencyKey::outcomeAlone, servers, false, true),
        new LatencyRows(tally, LatencyKey::serverAlone, servers, true, false),
        new LatencyRows(tally, LongUnaryOperator.identity(), servers, true, true));
  }

  @Override
  public LatencyRow get(int index) {
    long key = keys[index];
    return new LatencyRow(
        hasServer ? Optional.of(serverOf(key)) : Optional.empty(),
        hasOutcome ? Optional.of(outcomeOf(key)) : Optional.empty(),
        LatencyDistributions.of(groups.fromFirstSend(key)),
        groups.fromLastSend(key).map(LatencyDistributions::of));
  }

  @Override
  public int size() {
    return keys.length;
  }

  /// In the order of the servers, then of the outcomes.
  private long[] sorted(long[] keys, List<ServerRow> servers) {
    if (!hasServer) {
      return keys;
    }
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < servers.size(); place++) {
      places.put(servers.get(place).server(), place);
    }
    return Arrays.stream(keys)
        .boxed()
        .sorted(
            Comparator.comparing((Long key) -> places.getOrDefault(serverOf(key), places.size()))
                .thenComparingInt(LatencyKey::outcome))
        .mapToLong(Long::longValue)
        .toArray();
  }

  private String serverOf(long key) {
    return tally.server(LatencyKey.server(key)).map(IpAddress::toString).orElse(Cell.OTHER_SERVERS);
  }

  private static String outcomeOf(long key) {
    return LatencyKey.isOtherOutcomes(key)
        ? LatencySummary.OTHER_OUTCOMES
        : new Outcome(LatencyKey.outcome(key)).label();
  }
}
