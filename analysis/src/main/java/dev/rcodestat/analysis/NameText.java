package dev.rcodestat.analysis;

/// Names as text (RFC 4343 section 2.1): printable ASCII alone, whatever octets a name has. There is no
/// dot at the end, and the root is one.
final class NameText {
  private static final String ROOT = ".";

  private NameText() {}

  /// The text of a name.
  ///
  /// @param name its octets as on the wire without compression
  static String of(byte[] name) {
    StringBuilder text = new StringBuilder(name.length);
    int at = 0;
    while (name[at] != 0) {
      if (at > 0) {
        text.append('.');
      }
      int next = at + 1 + name[at];
      for (at++; at < next; at++) {
        append(text, name[at]);
      }
    }
    return text.isEmpty() ? ROOT : text.toString();
  }

  private static void append(StringBuilder text, byte octet) {
    if (octet <= ' ' || octet > '~') {
      int value = Byte.toUnsignedInt(octet);
      text.append('\\').append(value / 100).append(value / 10 % 10).append(value % 10);
    } else {
      if (octet == '.' || octet == '\\') {
        text.append('\\');
      }
      text.append((char) octet);
    }
  }
}
