package dev.rcodestat.zone;

import dev.rcodestat.wire.OctetKey;

/// The end of a name as text that is safe to ask about, whatever its octets are: labels of lower-case
/// letters, digits, hyphens and underscores with dots between them.
///
/// A label with anything else in it is in no list. In its place stands one that is in none either, so
/// that the labels around it count as they should.
final class DomainText {
  private DomainText() {}

  /// @param name a name in lower case, with all its labels
  /// @param start where the first of those labels begins that are wanted, not that of the root
  static String of(OctetKey name, int start) {
    StringBuilder text = new StringBuilder(name.length() - start);
    int at = start;
    int length = name.octet(at);
    while (length > 0) {
      int next = at + 1 + length;
      boolean isLast = name.octet(next) == 0;
      if (isPlain(name, at + 1, next, isLast)) {
        for (int i = at + 1; i < next; i++) {
          text.append((char) name.octet(i));
        }
      } else {
        text.append(PublicSuffixes.NO_RULE);
      }
      if (!isLast) {
        text.append('.');
      }
      at = next;
      length = name.octet(at);
    }
    return text.toString();
  }

  private static boolean isPlain(OctetKey name, int from, int to, boolean isLast) {
    int first = name.octet(from);
    if (!isLetter(first) && (isLast || !isDigit(first))) {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      int octet = name.octet(i);
      boolean isInside = i < to - 1 && (octet == '-' || octet == '_');
      if (!isLetter(octet) && !isDigit(octet) && !isInside) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(int octet) {
    return octet >= 'a' && octet <= 'z';
  }

  private static boolean isDigit(int octet) {
    return octet >= '0' && octet <= '9';
  }
}
