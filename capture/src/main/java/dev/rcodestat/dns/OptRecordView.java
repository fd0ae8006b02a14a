package dev.rcodestat.dns;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// The OPT record of a message (RFC 6891 section 6.1): borrowed, valid as long as its message.
///
/// ```
///   offset after the record's name (the root, one octet)
///   0  TYPE           41
///   2  CLASS          the sender's UDP payload size
///   4  TTL            EXTENDED-RCODE (8 bits) | VERSION (8 bits) | DO (1 bit) | Z (15 bits)
///   8  RDLENGTH
///  10  RDATA          options: OPTION-CODE (16 bits), OPTION-LENGTH (16 bits), data
/// ```
///
/// Extended DNS Error options (RFC 8914) are visited one after the other:
///
/// ```
/// for (int option = opt.firstExtendedError(); option >= 0; option = opt.nextExtendedError(option))
/// { count(opt.infoCode(option)); }
/// ```
@HotPath
public final class OptRecordView {
  private static final int UDP_PAYLOAD_SIZE = 2;
  private static final int EXTENDED_RCODE = 4;
  private static final int VERSION = 5;
  private static final int FLAGS = 6;
  private static final int RDATA = 10;
  private static final int DO = 0x8000;

  private static final int OPTION_HEADER = 4;
  private static final int EXTENDED_DNS_ERROR = 15;
  private static final int INFO_CODE_OCTETS = 2;

  private ByteBuffer memory = Octets.NOTHING;
  private int base;
  private int rdataCaptured;
  private boolean present;

  void clear() {
    present = false;
    rdataCaptured = 0;
  }

  /// @param base where TYPE stands
  /// @param rdataCaptured the octets of RDATA that the capture holds
  void wrap(ByteBuffer memory, int base, int rdataCaptured) {
    this.memory = memory;
    this.base = base;
    this.rdataCaptured = rdataCaptured;
    present = true;
  }

  /// Whether the message has an OPT record that was read. Where not, every number here is 0.
  public boolean isPresent() {
    return present;
  }

  /// The upper 8 bits of the RCODE.
  public int extendedRcode() {
    return present ? Octets.u8(memory, base + EXTENDED_RCODE) : 0;
  }

  /// The EDNS version.
  public int version() {
    return present ? Octets.u8(memory, base + VERSION) : 0;
  }

  /// DO: DNSSEC records are wanted (RFC 3225 section 3).
  public boolean dnssecOk() {
    return present && (Octets.u16(memory, base + FLAGS) & DO) != 0;
  }

  /// The largest UDP payload that the sender takes, in octets.
  public int udpPayloadSize() {
    return present ? Octets.u16(memory, base + UDP_PAYLOAD_SIZE) : 0;
  }

  /// The first Extended DNS Error option, or -1.
  public int firstExtendedError() {
    return extendedErrorFrom(0);
  }

  /// The Extended DNS Error option after this one, or -1.
  public int nextExtendedError(int option) {
    return extendedErrorFrom(optionEnd(option));
  }

  /// INFO-CODE of an Extended DNS Error option (RFC 8914 section 2), 0 to 65,535.
  public int infoCode(int option) {
    return Octets.u16(memory, base + RDATA + option + OPTION_HEADER);
  }

  /// Where EXTRA-TEXT of an Extended DNS Error option begins in [#memory]; it is UTF-8 of
  /// [#extraTextLength] octets, and hostile.
  public int extraTextOffset(int option) {
    return base + RDATA + option + OPTION_HEADER + INFO_CODE_OCTETS;
  }

  /// The octets of EXTRA-TEXT of an Extended DNS Error option.
  public int extraTextLength(int option) {
    return optionEnd(option) - option - OPTION_HEADER - INFO_CODE_OCTETS;
  }

  /// The memory that the offsets of this view are for.
  public ByteBuffer memory() {
    return memory;
  }

  /// Whether the options, end to end, fill the RDATA exactly.
  boolean optionsFillRdata() {
    int position = 0;
    while (OPTION_HEADER <= rdataCaptured - position) {
      position = optionEnd(position);
    }
    return position == rdataCaptured;
  }

  private int extendedErrorFrom(int start) {
    int position = start;
    while (OPTION_HEADER <= rdataCaptured - position) {
      int end = optionEnd(position);
      if (Octets.u16(memory, base + RDATA + position) == EXTENDED_DNS_ERROR
          && end <= rdataCaptured
          && end - position >= OPTION_HEADER + INFO_CODE_OCTETS) {
        return position;
      }
      position = end;
    }
    return -1;
  }

  private int optionEnd(int option) {
    return option + OPTION_HEADER + Octets.u16(memory, base + RDATA + option + 2);
  }
}
