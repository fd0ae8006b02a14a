package dev.rcodestat.report;

import dev.rcodestat.dns.QueryType;

/// The responses to one query type.
///
/// @param type the type of the responses' first question
/// @param byRcode these responses by RCODE
public record TypeRow(QueryType type, RcodeCounts byRcode) {}
