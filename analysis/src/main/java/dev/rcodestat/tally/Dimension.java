package dev.rcodestat.tally;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.QueryType;
import java.util.Arrays;
import java.util.Optional;

/// What transactions and responses can be told apart by.
public enum Dimension {
  /// The address of the end that answers.
  SERVER("server"),
  /// The address of the end that asks.
  CLIENT("client"),
  /// The network of the end that asks: 24 bits of IPv4, 56 of IPv6, as RFC 7871 section 11.1 proposes.
  CLIENT_PREFIX("client-prefix"),
  /// The resolver that takes part.
  RESOLVER("resolver"),
  /// What it is to that resolver: a [Leg].
  LEG("leg"),
  /// The type of the first question.
  TYPE("type"),
  /// The class of the first question.
  CLASS("class"),
  /// The operation.
  OPCODE("opcode"),
  /// What carries the messages.
  TRANSPORT("transport"),
  /// Whether the query had an OPT record.
  EDNS("edns"),
  /// Whether the query wanted DNSSEC records (RFC 3225).
  DO("do"),
  /// Whether the client does its own checking (RFC 4035 section 3.2.2).
  CD("cd"),
  /// The first Extended DNS Error of the response (RFC 8914).
  EDE("ede");

  private final String label;

  Dimension(String label) {
    this.label = label;
  }

  /// The name on the command line and in reports.
  public String label() {
    return label;
  }

  /// Whether its values are told by the [Resolvers].
  public boolean needsResolvers() {
    return this == RESOLVER || this == LEG;
  }

  /// The least value where values are not addresses.
  int leastValue() {
    return switch (this) {
      case EDNS, DO, CD, EDE -> MessageFacts.UNKNOWN;
      case RESOLVER -> Resolvers.UNKNOWN;
      case SERVER, CLIENT, CLIENT_PREFIX, LEG, TYPE, CLASS, OPCODE, TRANSPORT -> 0;
    };
  }

  /// The greatest value, where that is the same for all traffic.
  int greatestValue() {
    return switch (this) {
      case LEG -> Leg.values().length - 1;
      case TYPE -> QueryType.OTHER;
      case CLASS, EDE -> 0xFFFF;
      case OPCODE -> Opcode.VALUES - 1;
      case TRANSPORT, EDNS, DO, CD -> 1;
      case SERVER, CLIENT, CLIENT_PREFIX, RESOLVER -> Integer.MAX_VALUE;
    };
  }

  /// The dimension with this name.
  public static Optional<Dimension> of(String label) {
    return Arrays.stream(values()).filter(dimension -> dimension.label.equals(label)).findFirst();
  }
}
