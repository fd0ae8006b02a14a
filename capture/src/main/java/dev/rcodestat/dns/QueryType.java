package dev.rcodestat.dns;

import org.jspecify.annotations.Nullable;

/// What a message's first question asks for: a type, or that there is no such question to read.
///
/// A message without a question (QDCOUNT 0) has type *none*. One whose question is cut off or
/// malformed has type *unreadable*: its RCODE counts all the same, and its type is not invented.
///
/// @param value 0 to 65,535 for a record type, else [#NONE], [#UNREADABLE] or [#OTHER]
public record QueryType(int value) implements Comparable<QueryType> {
  /// The message has no question.
  public static final int NONE = 0x1_0000;

  /// The message has a question that cannot be read whole.
  public static final int UNREADABLE = 0x1_0001;

  /// Any type: in a bounded table that was full.
  public static final int OTHER = 0x1_0002;

  public QueryType {
    if (value < 0 || value > OTHER) {
      throw new IllegalArgumentException("query type out of 0..65538: " + value);
    }
  }

  /// The registry's name, `TYPE65280` where there is none, `none`, `unreadable` or `other`.
  public String mnemonic() {
    return switch (value) {
      case NONE -> "none";
      case UNREADABLE -> "unreadable";
      case OTHER -> "other";
      default -> new RecordType(value).mnemonic();
    };
  }

  // The generated ones do the same, but are slow until compiled, and reports are made once.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QueryType type && value == type.value;
  }

  @Override
  public int hashCode() {
    return value;
  }

  @Override
  public int compareTo(QueryType other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return mnemonic();
  }
}
