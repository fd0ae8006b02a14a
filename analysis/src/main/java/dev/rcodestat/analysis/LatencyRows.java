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
import org.jspecify.annotations.Nullable;

/// Latencies as rows of the report, each worked out when it is read: the tally does not change any more.
final class LatencyRows extends AbstractList<LatencyRow> implements RandomAccess {
  private final Tally tally;
  private final LongUnaryOperator grouping;
  private final List<ServerRow> servers;
  private final boolean hasServer;
  private final boolean hasOutcome;
  private @Nullable LatencyGroups groups;

  /// In the order of the rows.
  private long[] keys = {};

  private LatencyRows(
      Tally tally,
      LongUnaryOperator grouping,
      List<ServerRow> servers,
      boolean hasServer,
      boolean hasOutcome) {
    this.tally = tally;
    this.grouping = grouping;
    this.servers = servers;
    this.hasServer = hasServer;
    this.hasOutcome = hasOutcome;
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
    LatencyGroups latencies = groups();
    long key = keys[index];
    return new LatencyRow(
        hasServer ? Optional.of(serverOf(key)) : Optional.empty(),
        hasOutcome ? Optional.of(outcomeOf(key)) : Optional.empty(),
        LatencyDistributions.of(latencies.fromFirstSend(key)),
        latencies.fromLastSend(key).map(LatencyDistributions::of));
  }

  @Override
  public int size() {
    groups();
    return keys.length;
  }

  private LatencyGroups groups() {
    LatencyGroups known = groups;
    if (known == null) {
      known = tally.latencies(grouping);
      keys = sorted(known.keys());
      groups = known;
    }
    return known;
  }

  /// In the order of the servers, then of the outcomes.
  private long[] sorted(long[] unsorted) {
    if (!hasServer) {
      return unsorted;
    }
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < servers.size(); place++) {
      places.put(servers.get(place).server(), place);
    }
    return Arrays.stream(unsorted)
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
