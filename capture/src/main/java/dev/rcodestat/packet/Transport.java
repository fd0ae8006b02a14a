package dev.rcodestat.packet;

/// What carries a DNS message (RFC 7766).
public enum Transport {
  UDP("udp"),
  TCP("tcp");

  private final String label;

  Transport(String label) {
    this.label = label;
  }

  /// The name that reports use.
  public String label() {
    return label;
  }
}
