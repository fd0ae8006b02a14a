package dev.rcodestat.tally;

/// How much a tally keeps apart; what is more counts together.
///
/// @param servers the most servers
/// @param cells the most combinations of server, type, opcode, transport and outcome
/// @param latencyKeys the most servers with an outcome whose latencies are kept apart
/// @param latencyOctaves the most octaves of latencies for all of these; each takes 512 octets
/// @param dimensionRows the most combinations of the dimensions that are asked for
public record TallyBounds(
    int servers, int cells, int latencyKeys, int latencyOctaves, int dimensionRows) {
  /// What a report keeps apart.
  public static TallyBounds ofReport() {
    return new TallyBounds(1 << 16, 1 << 16, 1 << 14, 1 << 16, 1 << 17);
  }

  /// What each of the parts keeps apart that a report is made of: of latencies, which take most, half.
  public static TallyBounds ofPart() {
    return new TallyBounds(1 << 16, 1 << 16, 1 << 13, 1 << 15, 1 << 16);
  }
}
