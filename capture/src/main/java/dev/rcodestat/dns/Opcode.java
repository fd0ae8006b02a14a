package dev.rcodestat.dns;

import org.jspecify.annotations.Nullable;

/// The kind of operation that a message asks for or answers (RFC 1035 section 4.1.1; IANA registry
/// "DNS OpCodes").
///
/// @param value 0 to 15
public record Opcode(int value) implements Comparable<Opcode> {
  /// One more than the largest value.
  public static final int VALUES = 16;

  public static final Opcode QUERY = new Opcode(0);

  private static final String[] MNEMONICS = {
    "QUERY", "IQUERY", "STATUS", "", "NOTIFY", "UPDATE", "DSO"
  };

  public Opcode {
    if (value < 0 || value >= VALUES) {
      throw new IllegalArgumentException("opcode out of 0..15: " + value);
    }
  }

  /// The registry's name, or `OPCODE7` where the value is unassigned.
  public String mnemonic() {
    String name = value < MNEMONICS.length ? MNEMONICS[value] : "";
    return name.isEmpty() ? "OPCODE" + value : name;
  }

  // The generated ones do the same, but are slow until compiled, and reports are made once.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Opcode opcode && value == opcode.value;
  }

  @Override
  public int hashCode() {
    return value;
  }

  @Override
  public int compareTo(Opcode other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return mnemonic();
  }
}
