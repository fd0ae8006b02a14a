package dev.rcodestat.packet;

/// A service that speaks the DNS message format, by its name at IANA.
public enum Service {
  /// Unicast DNS (RFC 1035), service name `domain`.
  DNS("dns"),
  /// Multicast DNS (RFC 6762).
  MDNS("mdns"),
  /// Link-Local Multicast Name Resolution (RFC 4795).
  LLMNR("llmnr");

  private final String label;

  Service(String label) {
    this.label = label;
  }

  /// The name that reports use.
  public String label() {
    return label;
  }
}
