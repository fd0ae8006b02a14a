package dev.rcodestat.report;

/// What the rates of a report are of.
public enum Basis {
  /// Queries with what became of them, each once however often it was sent or answered; those that
  /// are censored are in no rate.
  TRANSACTIONS("transactions"),
  /// Responses as they were on the wire.
  RESPONSES("responses");

  private final String label;

  Basis(String label) {
    this.label = label;
  }

  /// What rates are of where transactions ended like this: transactions where the capture shows what
  /// became of queries, else responses.
  public static Basis of(OutcomeBreakdown transactions) {
    return transactions.byOutcome().conclusive() > 0 ? TRANSACTIONS : RESPONSES;
  }

  /// The name that reports use.
  public String label() {
    return label;
  }

  /// How many of a cell count.
  public long of(Cell cell) {
    return this == TRANSACTIONS ? cell.transactions() : cell.responses();
  }
}
