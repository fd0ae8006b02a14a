package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rcodestat.samples.PcapWriter;
import dev.rcodestat.samples.PcapngWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFilesTest {
  @TempDir private Path folder;

  @Test
  void rotatedFilesFollowEachOtherWhateverTheOrderOfNaming() throws IOException {
    List<CaptureInput> inputs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      inputs.add(file("rotated" + i, 10 * i, 10 * i + 3, 10 * i + 9));
    }
    List<Long> expected =
        micros(
            IntStream.range(0, 18).map(i -> 10 * (i / 3) + new int[] {0, 3, 9}[i % 3]).toArray());
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(inputs, random);
      assertThat(times(inputs)).isEqualTo(expected);
    }
  }

  @Test
  void filesThatOverlapAreMergedByTimestamp() throws IOException {
    assertThat(
            times(
                List.of(
                    file("a", 1, 4, 7, 20), file("b", 2, 3, 8), file("c", 5, 6, 9, 10, 30, 31))))
        .isEqualTo(micros(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 31));
  }

  @Test
  void atEqualTimestampsTheFileNamedFirstComesFirst() throws IOException {
    CaptureInput a = file("a", 'a', 1, 2, 2, 3);
    CaptureInput b = file("b", 'b', 2, 3);
    assertThat(octets(List.of(a, b))).containsExactly("61", "61", "61", "62", "61", "62");
    assertThat(octets(List.of(b, a))).containsExactly("61", "62", "61", "61", "62", "61");
  }

  @Test
  void timesThatGoBackwardsInsideAFileKeepItsOrder() throws IOException {
    assertThat(times(List.of(file("a", 5, 3, 9, 1, 6)))).isEqualTo(micros(5, 3, 9, 1, 6));
    List<Long> merged = times(List.of(file("a", 5, 3, 9, 1, 6), file("b", 4, 7, 10)));
    assertThat(merged).isEqualTo(micros(4, 5, 3, 7, 9, 1, 6, 10));
  }

  @Test
  void streamThatCannotBeReopenedIsMergedToo() throws IOException {
    CaptureInput stream = Frame.stream(octetsOf('s', 2, 5, 11));
    assertThat(times(List.of(file("a", 1, 4, 7), stream, file("b", 10, 12))))
        .isEqualTo(micros(1, 2, 4, 5, 7, 10, 11, 12));
  }

  @Test
  void streamAloneIsReadOnce() throws IOException {
    CaptureFiles files = new CaptureFiles(List.of(Frame.stream(octetsOf('s', 2, 1))));
    assertThat(Frame.all(files)).hasSize(2);
    assertThat(files.inputs()).containsExactly(new InputSummary("-", "pcap", 2, Optional.empty()));
  }

  @Test
  void streamThatSomebodyEndedMayStopAnywhere() throws IOException {
    byte[] whole = octetsOf('s', 2, 1, 3);
    for (int octets = 0; octets < whole.length; octets++) {
      InputSummary summary = summaryOfEnded(Arrays.copyOf(whole, octets));
      assertThat(summary.problem()).as("%d octets", octets).isEmpty();
      assertThat(summary.format()).isEqualTo(octets < 24 ? "unknown" : "pcap");
    }
  }

  @Test
  void streamThatSomebodyEndedIsNotFineBeforeItsEnd() throws IOException {
    byte[] damaged = octetsOf('s', 2, 1, 3);
    Arrays.fill(damaged, 24 + 8, 24 + 12, (byte) 0x7F);
    assertThat(summaryOfEnded(damaged).problem()).isPresent();
  }

  private static InputSummary summaryOfEnded(byte[] octets) {
    CaptureInput ended =
        CaptureInput.stream("-", Channels.newChannel(new ByteArrayInputStream(octets)), () -> true);
    CaptureFiles files = new CaptureFiles(List.of(ended));
    Frame.all(files);
    return files.inputs().getFirst();
  }

  @Test
  void noFrameIsLostOrDoubledInAnyMerge() throws IOException {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      List<CaptureInput> inputs = new ArrayList<>();
      List<Long> expected = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(20); i++) {
        int begin = random.nextInt(50);
        int[] times = random.ints(random.nextInt(9), begin, begin + 30).sorted().toArray();
        inputs.add(file("merge" + i, times));
        expected.addAll(micros(times));
      }
      Collections.sort(expected);
      CaptureFiles files = new CaptureFiles(inputs);
      assertThat(Frame.all(files)).extracting(Frame::timestampNanos).isEqualTo(expected);
      assertThat(files.inputs().stream().mapToLong(InputSummary::frames).sum())
          .isEqualTo(expected.size());
    }
  }

  @Test
  void formatsMayBeMixed() throws IOException {
    Path pcapng = folder.resolve("b.pcap");
    try (PcapngWriter writer = new PcapngWriter(Files.newOutputStream(pcapng))) {
      writer.section(ByteOrder.BIG_ENDIAN);
      writer.describeInterface(1, 0);
      writer.enhancedPacket(0, 2, new byte[] {1});
      writer.enhancedPacket(0, 4, new byte[] {1});
    }
    CaptureFiles files =
        new CaptureFiles(List.of(file("a.pcapng", 1, 3), CaptureInput.file(pcapng.toString())));
    assertThat(Frame.all(files)).extracting(Frame::timestampNanos).isEqualTo(micros(1, 2, 3, 4));
    assertThat(files.inputs())
        .as("told apart by content, not by name")
        .extracting(InputSummary::format)
        .containsExactly("pcap", "pcapng");
  }

  @Test
  void inputWithAProblemDoesNotStopTheOthers() throws IOException {
    byte[] whole = octetsOf('c', 2, 5);
    Path cut = folder.resolve("cut");
    Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
    CaptureFiles files =
        new CaptureFiles(
            List.of(
                CaptureInput.file(folder.resolve("none").toString()),
                CaptureInput.file(cut.toString()),
                file("a", 1, 3)));
    assertThat(Frame.all(files)).extracting(Frame::timestampNanos).isEqualTo(micros(1, 2, 3));
    assertThat(files.inputs())
        .extracting(InputSummary::complete)
        .containsExactly(false, false, true);
    assertThat(files.inputs()).extracting(InputSummary::frames).containsExactly(0L, 1L, 2L);
  }

  @Test
  void sameFileTwiceIsReadTwice() throws IOException {
    CaptureInput input = file("a", 1, 2);
    assertThat(times(List.of(input, input))).isEqualTo(micros(1, 1, 2, 2));
  }

  @Test
  void filesThatAllHaveALongFrameAtOnceAreReadAsFarAsMemoryGoes() throws IOException {
    List<CaptureInput> inputs = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Path path = folder.resolve("jumbo" + i);
      try (PcapWriter pcap = new PcapWriter(Files.newOutputStream(path), 1)) {
        pcap.write(1000, new byte[60]);
        pcap.write(2000, new byte[60_000]);
        pcap.write(3000, new byte[60]);
      }
      inputs.add(CaptureInput.file(path.toString()));
    }
    CaptureFiles files = new CaptureFiles(inputs);
    files.forEachFrame(frame -> {});
    assertThat(files.inputs().stream().filter(InputSummary::complete))
        .hasSize(BlockPool.MOST_LONGER)
        .allMatch(input -> input.frames() == 3);
    assertThat(files.inputs().stream().filter(input -> !input.complete()))
        .allMatch(input -> input.frames() == 1)
        .allMatch(input ->
            input
                .problem()
                .orElse("")
                .equals(
                    "octet 100: expected a capture that can be read, found a record of more"
                        + " than 32768 octets at the same time as in 96 other files"));
  }

  @Test
  void handlerThatThrowsLeavesNothingOpen() throws IOException {
    Path path = folder.resolve("long");
    try (PcapWriter pcap = new PcapWriter(Files.newOutputStream(path), 1)) {
      for (int i = 0; i < 400; i++) {
        pcap.write(i * 1000L, new byte[60_000]);
      }
    }
    ReadableByteChannel channel = Files.newByteChannel(path);
    CaptureInput stream = CaptureInput.stream("long", channel);
    CaptureFiles files = new CaptureFiles(List.of(stream, CaptureInput.file(path.toString())));
    assertThatThrownBy(() -> files.forEachFrame(CaptureFilesTest::throwLate))
        .hasMessage("threads that read ahead: 1");
    assertThat(channel.isOpen()).isFalse();
    assertThat(ReadAheadThreads.count()).isZero();
  }

  @Test
  void nothingNamedIsNothingRead() {
    CaptureFiles files = new CaptureFiles(List.of());
    assertThat(Frame.all(files)).isEmpty();
    assertThat(files.inputs()).isEmpty();
  }

  private static void throwLate(FrameView frame) {
    if (frame.timestampNanos == 100_000) {
      throw new IllegalStateException("threads that read ahead: " + ReadAheadThreads.count());
    }
  }

  private CaptureInput file(String name, int... micros) throws IOException {
    return file(name, 'x', micros);
  }

  private CaptureInput file(String name, char content, int... micros) throws IOException {
    Path path = folder.resolve(name);
    Files.write(path, octetsOf(content, micros));
    return CaptureInput.file(path.toString());
  }

  private static byte[] octetsOf(char content, int... micros) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (PcapWriter pcap = new PcapWriter(octets, 1)) {
      for (int time : micros) {
        pcap.write(time * 1000L, new byte[] {(byte) content});
      }
    }
    return octets.toByteArray();
  }

  private static List<Long> micros(int... micros) {
    return IntStream.of(micros).mapToObj(time -> time * 1000L).toList();
  }

  private static List<Long> times(List<CaptureInput> inputs) {
    return Frame.all(new CaptureFiles(inputs)).stream().map(Frame::timestampNanos).toList();
  }

  private static List<String> octets(List<CaptureInput> inputs) {
    return Frame.all(new CaptureFiles(inputs)).stream().map(Frame::octets).toList();
  }
}
