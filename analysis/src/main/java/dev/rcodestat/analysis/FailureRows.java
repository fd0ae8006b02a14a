package dev.rcodestat.analysis;

import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.report.Basis;
import dev.rcodestat.report.FailureRanking;
import dev.rcodestat.report.FailureSummary;
import dev.rcodestat.tally.FailureRankings;
import dev.rcodestat.tally.HeavyHitter;
import dev.rcodestat.tally.HeavyHitters;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/// Makes the names, zones and clients that were counted by their failures a part of the report.
final class FailureRows {
  private static final int IPV4 = 4;
  private static final int IPV6 = 6;

  private FailureRows() {}

  /// @param basis what the report's rates are of; where that is not what was counted, nothing failed
  static FailureSummary of(FailureRankings counted, Basis basis, AddressTexts addresses) {
    if (counted.isOfTransactions() != (basis == Basis.TRANSACTIONS)) {
      return FailureSummary.NONE;
    }
    long total = counted.clients().total();
    return new FailureSummary(
        total,
        total - counted.names().total(),
        ranking(counted.zones(), NameText::of),
        ranking(counted.names(), NameText::of),
        ranking(counted.clients(), octets -> addresses.ofClient(address(octets))));
  }

  private static FailureRanking ranking(HeavyHitters counted, Function<byte[], String> text) {
    List<FailureRanking.Row> rows =
        counted.ranking().stream()
            .map(hitter -> row(hitter, text))
            .sorted(FailureRows::compare)
            .toList();
    return new FailureRanking(counted.isExact(), counted.mostMissed(), rows);
  }

  private static FailureRanking.Row row(HeavyHitter hitter, Function<byte[], String> text) {
    return new FailureRanking.Row(text.apply(hitter.octets()), hitter.count(), hitter.error());
  }

  /// The same counts by text, because the order of addresses would tell what their pseudonyms hide.
  private static int compare(FailureRanking.Row one, FailureRanking.Row other) {
    return one.count() == other.count()
        ? one.key().compareTo(other.key())
        : Long.compare(other.count(), one.count());
  }

  private static IpAddress address(byte[] octets) {
    ByteBuffer address = ByteBuffer.wrap(octets);
    return octets.length == Integer.BYTES
        ? new IpAddress(IPV4, 0, Integer.toUnsignedLong(address.getInt()))
        : new IpAddress(IPV6, address.getLong(), address.getLong());
  }
}
