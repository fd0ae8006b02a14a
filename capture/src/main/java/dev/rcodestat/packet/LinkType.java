package dev.rcodestat.packet;

/// A link-layer header type by its number in capture files (the LINKTYPE_ values of the libpcap
/// project).
///
/// @param value 0 to 65,535
public record LinkType(int value) {
  public static final int NULL = 0;
  public static final int ETHERNET = 1;
  public static final int RAW_BSD = 12;
  public static final int RAW_OPENBSD = 14;
  public static final int RAW = 101;
  public static final int LOOP = 108;
  public static final int LINUX_SLL = 113;
  public static final int IPV4 = 228;
  public static final int IPV6 = 229;
  public static final int LINUX_SLL2 = 276;

  /// Whether [FrameDecoder] knows its way through frames of this type.
  public boolean isDecoded() {
    return switch (value) {
      case NULL, ETHERNET, RAW_BSD, RAW_OPENBSD, RAW, LOOP, LINUX_SLL, IPV4, IPV6, LINUX_SLL2 ->
          true;
      default -> false;
    };
  }
}
