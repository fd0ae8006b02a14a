package dev.rcodestat.report;

/// Messages of the multicast relatives of DNS, which count nowhere else.
///
/// @param mdns messages on the port of Multicast DNS (RFC 6762)
/// @param llmnr messages on the port of Link-Local Multicast Name Resolution (RFC 4795)
public record MulticastSummary(long mdns, long llmnr) {}
