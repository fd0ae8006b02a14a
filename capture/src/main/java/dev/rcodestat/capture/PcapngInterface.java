package dev.rcodestat.capture;

/// One interface of a pcapng section, from its Interface Description Block.
///
/// @param linkType the type of its frames' link headers, a LINKTYPE_ number
/// @param snaplen the most octets that a frame of it holds; 0 for no limit
/// @param resolution how its timestamps count
/// @param offset the octet of the input where the link type stands
record PcapngInterface(int linkType, long snaplen, TimestampResolution resolution, long offset) {}
