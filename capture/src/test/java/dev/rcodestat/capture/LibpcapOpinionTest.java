package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.rcodestat.samples.Samples;
import java.io.EOFException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/// libpcap reads every sample that it opens, and delivers the same frames.
class LibpcapOpinionTest {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// It wants one link type and one unit of time in a file.
  private static final Set<String> REFUSED =
      Set.of("link-types.pcapng", "link-types-rare.pcapng", "sections.pcapng");

  @TempDir private Path folder;

  @Test
  void libpcapDeliversTheSameFrames() throws NotOpenException {
    Set<String> refused = new TreeSet<>();
    for (String name : Samples.names()) {
      List<String> theirs;
      try {
        theirs = read(Samples.copyTo(folder, name));
      } catch (PcapNativeException e) {
        refused.add(name);
        continue;
      } catch (LinkageError e) {
        abort("libpcap is missing: " + e.getMessage());
        return;
      }
      List<String> ours =
          Frame.all(Frame.cursor(Samples.octets(name))).stream()
              .map(frame ->
                  describe(
                      frame.timestampNanos(), frame.captured(), frame.length(), frame.octets()))
              .toList();
      assertThat(ours).as(name).isEqualTo(theirs);
    }
    assertThat(refused).isEqualTo(REFUSED);
  }

  private static List<String> read(Path file) throws PcapNativeException, NotOpenException {
    List<String> frames = new ArrayList<>();
    try (PcapHandle handle = Pcaps.openOffline(file.toString(), TimestampPrecision.NANO)) {
      while (true) {
        byte[] octets = handle.getNextRawPacketEx();
        Timestamp time = handle.getTimestamp();
        long nanos = Math.floorDiv(time.getTime(), 1000L) * NANOS_PER_SECOND + time.getNanos();
        frames.add(
            describe(
                nanos,
                octets.length,
                handle.getOriginalLength(),
                HexFormat.of().formatHex(octets)));
      }
    } catch (EOFException e) {
      return frames;
    } catch (TimeoutException e) {
      throw new AssertionError("a file that times out", e);
    }
  }

  private static String describe(long nanos, int captured, int length, String octets) {
    return nanos + " " + captured + "/" + length + " " + octets;
  }
}
