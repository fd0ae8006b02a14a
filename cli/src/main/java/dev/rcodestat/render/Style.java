package dev.rcodestat.render;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.Rcode;

/// How a piece of text stands out, where colours are shown. No style carries a meaning that the words lack.
enum Style {
  PLAIN(""),
  HEADING("1"),
  QUIET("2"),
  SERVFAIL("1;31"),
  NOTIMP("1;35"),
  UNANSWERED("1;33"),
  OTHER_ERROR("33");

  private final String graphicRendition;

  Style(String graphicRendition) {
    this.graphicRendition = graphicRendition;
  }

  static Style of(Rcode rcode) {
    if (rcode.equals(Rcode.SERVFAIL)) {
      return SERVFAIL;
    }
    if (rcode.equals(Rcode.NOTIMP)) {
      return NOTIMP;
    }
    return isAnswer(rcode) ? PLAIN : OTHER_ERROR;
  }

  static Style of(Outcome outcome) {
    if (outcome.value() == Outcome.UNANSWERED) {
      return UNANSWERED;
    }
    return outcome.rcode().map(Style::of).orElse(PLAIN);
  }

  private static boolean isAnswer(Rcode rcode) {
    return rcode.equals(Rcode.NOERROR) || rcode.equals(Rcode.NXDOMAIN);
  }

  /// The text between the sequences of ECMA-48 that switch this style on and off.
  String paint(String text) {
    return this == PLAIN || text.isBlank()
        ? text
        : "\u001b[" + graphicRendition + "m" + text + "\u001b[0m";
  }
}
