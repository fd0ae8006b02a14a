package dev.rcodestat.dns;

/// What is wrong with a message, if anything: the first thing that stopped its reading.
///
/// Everything before the defect has been read and counts. *Cut* is the capture's doing (the
/// snaplen); the others are the sender's.
public enum MessageDefect {
  /// Nothing: all that had to be read could be read.
  NONE("none"),
  /// The capture holds fewer octets of the message than the wire did.
  CUT("cut"),
  /// A question or record runs past the end of the message, or a count promises more of them than
  /// there are.
  PAST_END("past-end"),
  /// A label whose first two bits are 01 or 10 (RFC 1035 section 4.1.4; 01 was once extended, RFC
  /// 6891 section 5 took that back).
  RESERVED_LABEL("reserved-label"),
  /// A compression pointer of a question that does not lead backwards to an earlier name: to
  /// itself, ahead, into the header, round in a loop, or over more pointers than a name has labels.
  BAD_POINTER("bad-pointer"),
  /// A name of more than 255 octets (RFC 1035 section 2.3.4).
  NAME_TOO_LONG("name-too-long"),
  /// The options of the OPT record do not fill its RDATA (RFC 6891 section 6.1.2).
  BAD_OPTION("bad-option");

  private final String label;

  MessageDefect(String label) {
    this.label = label;
  }

  /// The name that reports use.
  public String label() {
    return label;
  }
}
