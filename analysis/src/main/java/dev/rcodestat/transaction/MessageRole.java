package dev.rcodestat.transaction;

/// What a message is to the transaction that it belongs to. Every query has one of the first three
/// roles, every response one of the others.
public enum MessageRole {
  /// A query that nobody asked before: it begins a transaction.
  QUERY("query"),
  /// The same, of which the response was captured just before.
  QUERY_ANSWERED_EARLIER("query-answered-earlier"),
  /// A query that was asked before and is not answered yet, or another copy of one.
  RETRANSMISSION("retransmission"),
  /// The first response to a query: it is the outcome of the transaction.
  ANSWER("answer"),
  /// Another response to a query that was answered before.
  DUPLICATE("duplicate"),
  /// Another message of a zone transfer (RFC 5936 section 2.2, RFC 1995 section 4).
  CONTINUATION("continuation"),
  /// A response to no query that is known, unless its query is captured just behind it.
  UNSOLICITED("unsolicited");

  private final String label;

  MessageRole(String label) {
    this.label = label;
  }

  /// The name that saved results use.
  public String label() {
    return label;
  }
}
