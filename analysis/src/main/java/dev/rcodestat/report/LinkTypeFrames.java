package dev.rcodestat.report;

/// The frames of a link type that is not decoded.
///
/// @param number the link type's number in capture files
/// @param name its name in the registry of the libpcap project, without `LINKTYPE_`
/// @param frames how many, at least 1
public record LinkTypeFrames(int number, String name, long frames) {}
