package dev.rcodestat.report;

/// The responses of one server.
///
/// @param server its address, or [Cell#OTHER_SERVERS]
/// @param byRcode its responses by RCODE
public record ServerRow(String server, RcodeCounts byRcode) {}
