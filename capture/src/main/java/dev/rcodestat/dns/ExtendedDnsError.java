package dev.rcodestat.dns;

/// The INFO-CODE of an Extended DNS Error (RFC 8914; IANA registry "Extended DNS Error Codes").
///
/// @param infoCode 0 to 65,535
public record ExtendedDnsError(int infoCode) implements Comparable<ExtendedDnsError> {
  private static final String[] PURPOSES = {
    "Other Error",
    "Unsupported DNSKEY Algorithm",
    "Unsupported DS Digest Type",
    "Stale Answer",
    "Forged Answer",
    "DNSSEC Indeterminate",
    "DNSSEC Bogus",
    "Signature Expired",
    "Signature Not Yet Valid",
    "DNSKEY Missing",
    "RRSIGs Missing",
    "No Zone Key Bit Set",
    "NSEC Missing",
    "Cached Error",
    "Not Ready",
    "Blocked",
    "Censored",
    "Filtered",
    "Prohibited",
    "Stale NXDOMAIN Answer",
    "Not Authoritative",
    "Not Supported",
    "No Reachable Authority",
    "Network Error",
    "Invalid Data",
    "Signature Expired before Valid",
    "Too Early",
    "Unsupported NSEC3 Iterations Value",
    "Unable to conform to policy",
    "Synthesized",
    "Invalid Query Type",
    // From here on the names are those of dnsjava 3.7.1, not yet compared with the registry.
    "Rate Limited",
    "Over Quota",
    "Negative Trust Anchor",
    "New Delegation Only",
    "Blocked by Upstream DNS Server",
  };

  public ExtendedDnsError {
    if (infoCode < 0 || infoCode > 0xFFFF) {
      throw new IllegalArgumentException("INFO-CODE out of 0..65535: " + infoCode);
    }
  }

  /// The registry's words, or `EDE49152` where it has none.
  public String purpose() {
    return infoCode < PURPOSES.length ? PURPOSES[infoCode] : "EDE" + infoCode;
  }

  @Override
  public int compareTo(ExtendedDnsError other) {
    return Integer.compare(infoCode, other.infoCode);
  }

  @Override
  public String toString() {
    return purpose();
  }
}
