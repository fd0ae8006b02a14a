package dev.rcodestat.tally;

/// How much a tally keeps apart for each of those that share it; what is more counts together.
///
/// @param servers the most servers
/// @param cells the most combinations of server, type, opcode, transport and outcome
/// @param latencyKeys the most servers with an outcome whose latencies are kept apart
/// @param latencyOctaves the most octaves of latencies for all of these; each takes 256 octets
/// @param dimensionRows the most combinations of the dimensions that are asked for
public record TallyBounds(
    int servers, int cells, int latencyKeys, int latencyOctaves, int dimensionRows) {
  /// What each share of a tally keeps apart.
  public static TallyBounds ofShare() {
    return new TallyBounds(1 << 13, 1 << 14, 1 << 12, 1 << 15, 1 << 13);
  }

  /// Bounds that take all that so many shares with these bounds keep apart.
  public TallyBounds times(int shares) {
    return new TallyBounds(
        servers * shares,
        cells * shares,
        latencyKeys * shares,
        latencyKeys * shares * LatencyClasses.OCTAVES, // none of them is refused
        dimensionRows * shares);
  }
}
