package dev.rcodestat.capture.live;

import java.time.Duration;

/// How to capture on an interface.
///
/// @param interfaceName as the operating system names it; `any` for all of them where it offers
///     that
/// @param snaplen the most octets kept of a frame, 96 to 262,144
/// @param promiscuous whether to take in frames for other machines too
/// @param bufferOctets the size of the kernel's buffer, which must outlast our pauses
/// @param readTimeout how long the kernel may gather frames before it hands them over, at least 1
///     ms
public record LiveOptions(
    String interfaceName,
    int snaplen,
    boolean promiscuous,
    int bufferOctets,
    Duration readTimeout) {
  static final int MAX_SNAPLEN = 262_144;

  private static final int MIN_SNAPLEN = 96;
  private static final int USUAL_SNAPLEN = 65_535;
  private static final int USUAL_BUFFER_OCTETS = 32 << 20;
  private static final Duration USUAL_READ_TIMEOUT = Duration.ofMillis(100);

  public LiveOptions {
    if (interfaceName.isBlank()) {
      throw new IllegalArgumentException("an interface has a name");
    }
    if (snaplen < MIN_SNAPLEN || snaplen > MAX_SNAPLEN) {
      throw new IllegalArgumentException("snaplen out of 96..262144: " + snaplen);
    }
    if (readTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("read timeout under 1 ms: " + readTimeout);
    }
  }

  /// The usual: whole frames, not promiscuous, a buffer of 32 MiB (about 2 s of 100,000 DNS packets
  /// a second).
  public static LiveOptions of(String interfaceName) {
    return new LiveOptions(
        interfaceName, USUAL_SNAPLEN, false, USUAL_BUFFER_OCTETS, USUAL_READ_TIMEOUT);
  }
}
