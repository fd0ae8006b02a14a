package dev.rcodestat.tally;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/// The latencies of one key, in microseconds. Owned, but holds 27 kB: to be read and let go.
public final class LatencySummary {
  private final Histogram histogram;
  private final long minMicros;
  private final long maxMicros;
  private final long belowRange;
  private final long aboveRange;
  private final long displaced;

  /// @param histogram at least one latency; not to be changed afterwards
  /// @param minMicros the exact least of them
  /// @param maxMicros the exact greatest of them
  public LatencySummary(
      Histogram histogram,
      long minMicros,
      long maxMicros,
      long belowRange,
      long aboveRange,
      long displaced) {
    this.histogram = histogram;
    this.minMicros = minMicros;
    this.maxMicros = maxMicros;
    this.belowRange = belowRange;
    this.aboveRange = aboveRange;
    this.displaced = displaced;
  }

  /// The latencies.
  public long count() {
    return histogram.getTotalCount();
  }

  /// The exact least latency, as it was counted: inside of the range.
  public long minMicros() {
    return minMicros;
  }

  /// The exact greatest latency, as it was counted: inside of the range.
  public long maxMicros() {
    return maxMicros;
  }

  /// What so many of a hundred latencies do not exceed: the greatest latency of its class, less than
  /// 1 % above the exact one, and never above the greatest that there was.
  public long percentileMicros(double percentile) {
    return Math.clamp(histogram.getValueAtPercentile(percentile), minMicros, maxMicros);
  }

  /// How many were below 1 µs and count as 1 µs.
  public long belowRange() {
    return belowRange;
  }

  /// How many were above 1 h and count as 1 h.
  public long aboveRange() {
    return aboveRange;
  }

  /// How many more latencies there were of this key, which count under another one for want of room.
  public long displaced() {
    return displaced;
  }

  /// The histogram as other programs read it: HdrHistogram's compressed encoding, version 2, in
  /// Base64. What makes it smaller is left out, because that would depend on the zlib of the machine.
  public String compressed() {
    ByteBuffer octets = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(octets, Deflater.NO_COMPRESSION);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(octets.array(), length));
  }
}
