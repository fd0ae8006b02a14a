package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.rcodestat.capture.KeptFrame;
import dev.rcodestat.samples.PcapWriter;
import dev.rcodestat.samples.PcapngWriter;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.samples.SnoopWriter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// The report does not depend on how frames are kept: every sample gives the same octets in every format
/// that can hold it, and compressed in every way.
class InputFormatsTest {
  private static final int ETHERNET = 1;
  private static final int NANOS_PER_MICRO = 1000;

  private static final Map<String, Compressor> COMPRESSORS =
      Map.of(
          "gzip", GZIPOutputStream::new,
          "zstd", ZstdOutputStream::new,
          "lz4", LZ4FrameOutputStream::new,
          "xz", out -> new XZOutputStream(out, new LZMA2Options(0)));

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("dev.rcodestat.samples.Samples#names")
  void everyFormatGivesTheSameReport(String sample) throws IOException {
    Path original = Samples.copyTo(folder, sample);
    String expected = reportOf(original);
    List<KeptFrame> frames = KeptFrame.of(original);
    Map<String, byte[]> copies = new LinkedHashMap<>();
    copies.put("the sample", Samples.octets(sample));
    addPcap(frames, copies);
    addPcapng(frames, copies);

    for (Map.Entry<String, byte[]> copy : copies.entrySet()) {
      Path plain = Files.write(folder.resolve("copy"), copy.getValue());
      assertThat(reportOf(plain)).as(copy.getKey()).isEqualTo(expected);
      for (Map.Entry<String, Compressor> compressor : COMPRESSORS.entrySet()) {
        Path compressed = folder.resolve("compressed");
        try (OutputStream out =
            compressor.getValue().to(new BufferedOutputStream(Files.newOutputStream(compressed)))) {
          out.write(copy.getValue());
        }
        assertThat(reportOf(compressed))
            .as(copy.getKey() + " in " + compressor.getKey())
            .isEqualTo(expected);
      }
    }
  }

  /// Without the inputs, which tell format and name.
  private static String reportOf(Path file) {
    Outcome outcome = Outcome.of("analyze", "--format", "json", file.toString());
    String report = outcome.out().replaceFirst("(?s)\n  \"inputs\": \\[.*?\n  ],", "");
    assertThat(report).hasSizeLessThan(outcome.out().length());
    return report;
  }

  private static void addPcap(List<KeptFrame> frames, Map<String, byte[]> copies)
      throws IOException {
    boolean oneLinkType = frames.stream().map(KeptFrame::linkType).distinct().count() == 1;
    if (!oneLinkType || !frames.stream().allMatch(KeptFrame::hasTime)) {
      return;
    }
    int linkType = frames.getFirst().linkType();
    boolean micros =
        frames.stream().allMatch(frame -> frame.timestampNanos() % NANOS_PER_MICRO == 0);
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      copies.put(
          "pcap-nanosecond " + order,
          pcap(frames, out -> new PcapWriter(out, linkType, true, order)));
      if (micros) {
        copies.put(
            "pcap " + order, pcap(frames, out -> new PcapWriter(out, linkType, false, order)));
        copies.put(
            "pcap-modified " + order,
            pcap(frames, out -> PcapWriter.modified(out, linkType, order)));
      }
    }
    if (micros && linkType == ETHERNET) {
      copies.put("snoop", snoop(frames));
    }
  }

  private static byte[] pcap(List<KeptFrame> frames, PcapOpener opener) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (PcapWriter writer = opener.open(octets)) {
      for (KeptFrame frame : frames) {
        writer.write(frame.timestampNanos(), frame.octets(), frame.octets().length, frame.length());
      }
    }
    return octets.toByteArray();
  }

  private static byte[] snoop(List<KeptFrame> frames) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (SnoopWriter writer = new SnoopWriter(octets, SnoopWriter.ETHERNET)) {
      for (KeptFrame frame : frames) {
        writer.write(frame.timestampNanos(), frame.octets(), frame.length());
      }
    }
    return octets.toByteArray();
  }

  private static void addPcapng(List<KeptFrame> frames, Map<String, byte[]> copies)
      throws IOException {
    if (!frames.stream().allMatch(KeptFrame::hasTime)) {
      return;
    }
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      copies.put("pcapng 10^-9 " + order, pcapng(frames, order, 9, 1));
      if (frames.stream().allMatch(frame -> frame.timestampNanos() % NANOS_PER_MICRO == 0)) {
        copies.put("pcapng 10^-6 " + order, pcapng(frames, order, 6, NANOS_PER_MICRO));
      }
    }
  }

  private static byte[] pcapng(
      List<KeptFrame> frames, ByteOrder order, int resolution, int nanosPerUnit)
      throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    List<Integer> interfaces = new ArrayList<>();
    try (PcapngWriter writer = new PcapngWriter(octets)) {
      writer.section(order);
      for (KeptFrame frame : frames) {
        if (!interfaces.contains(frame.linkType())) {
          interfaces.add(frame.linkType());
          writer.describeInterface(frame.linkType(), 0, writer.timestampResolution(resolution));
        }
        writer.enhancedPacket(
            interfaces.indexOf(frame.linkType()),
            frame.timestampNanos() / nanosPerUnit,
            frame.octets(),
            frame.length());
      }
    }
    return octets.toByteArray();
  }

  @FunctionalInterface
  private interface Compressor {
    OutputStream to(OutputStream out) throws IOException;
  }

  @FunctionalInterface
  private interface PcapOpener {
    PcapWriter open(OutputStream out) throws IOException;
  }
}
