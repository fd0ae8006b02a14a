package dev.rcodestat.tally;

/// What a transaction is to the resolver that takes part in it.
public enum Leg {
  /// Somebody asks a resolver.
  CLIENT("client"),
  /// A resolver asks somebody.
  UPSTREAM("upstream"),
  /// No resolver takes part.
  NONE("none"),
  /// Not to be told, because more addresses came up than are kept apart.
  OTHER("other");

  private final String label;

  Leg(String label) {
    this.label = label;
  }

  /// The name on the command line and in reports.
  public String label() {
    return label;
  }
}
