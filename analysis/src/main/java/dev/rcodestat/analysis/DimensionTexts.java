package dev.rcodestat.analysis;

/// The texts of values that have no type of their own.
final class DimensionTexts {
  static final String NONE = "none";
  static final String UNKNOWN = "unknown";

  private DimensionTexts() {}

  /// The registry's mnemonic (IANA registry "DNS CLASSes"), or as RFC 3597 section 5 writes it.
  static String className(int value) {
    return switch (value) {
      case 0 -> NONE;
      case 1 -> "IN";
      case 3 -> "CH";
      case 4 -> "HS";
      case 254 -> "NONE";
      case 255 -> "ANY";
      default -> "CLASS" + value;
    };
  }

  /// Whether something is so, where that is known.
  static String flag(int value) {
    return value < 0 ? UNKNOWN : value == 1 ? "yes" : "no";
  }
}
