package dev.rcodestat.dns;

import org.jspecify.annotations.Nullable;

/// A response code of 12 bits: the 4 bits of the header (RFC 1035 section 4.1.1) and above them the
/// 8 bits of the OPT record where there is one (RFC 6891 section 6.1.3).
///
/// A value of the IANA registry "DNS RCODEs", assigned or not. Value 16 prints as BADVERS, its
/// meaning in an OPT record; BADSIG, the other meaning, stands in TSIG records alone.
///
/// @param value 0 to 4095
public record Rcode(int value) implements Comparable<Rcode> {
  /// One more than the largest value.
  public static final int VALUES = 4096;

  public static final Rcode NOERROR = new Rcode(0);
  public static final Rcode FORMERR = new Rcode(1);
  public static final Rcode SERVFAIL = new Rcode(2);
  public static final Rcode NXDOMAIN = new Rcode(3);
  public static final Rcode NOTIMP = new Rcode(4);
  public static final Rcode REFUSED = new Rcode(5);
  public static final Rcode BADVERS = new Rcode(16);
  public static final Rcode BADCOOKIE = new Rcode(23);

  private static final String[] MNEMONICS = {
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET",
    "NXRRSET", "NOTAUTH", "NOTZONE", "DSOTYPENI", "", "", "", "",
    "BADVERS", "BADKEY", "BADTIME", "BADMODE", "BADNAME", "BADALG", "BADTRUNC", "BADCOOKIE",
  };

  public Rcode {
    if (value < 0 || value >= VALUES) {
      throw new IllegalArgumentException("RCODE out of 0..4095: " + value);
    }
  }

  /// The registry's name, or `RCODE12` where the value is unassigned.
  public String mnemonic() {
    String name = value < MNEMONICS.length ? MNEMONICS[value] : "";
    return name.isEmpty() ? "RCODE" + value : name;
  }

  // The generated ones do the same, but are slow until compiled, and reports are made once.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Rcode rcode && value == rcode.value;
  }

  @Override
  public int hashCode() {
    return value;
  }

  @Override
  public int compareTo(Rcode other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return mnemonic();
  }
}
