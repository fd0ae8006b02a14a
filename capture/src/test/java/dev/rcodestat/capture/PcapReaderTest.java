package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.PcapWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcapReaderTest {
  private static final long START_NANOS = 1_767_225_600_000_000_000L;
  private static final int LARGEST = 300;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({"false, BIG", "false, LITTLE", "true, BIG", "true, LITTLE"})
  void bothByteOrdersAndBothUnitsAreRead(boolean nanos, String order) throws IOException {
    List<Frame> written = write(nanos, order(order));
    InputCursor cursor = Frame.cursor(file.toByteArray());
    assertThat(Frame.all(cursor)).isEqualTo(written);
    assertThat(cursor.summary().format()).isEqualTo(nanos ? "pcap-nanosecond" : "pcap");
    assertThat(cursor.summary().complete()).isTrue();
    assertThat(cursor.summary().frames()).isEqualTo(written.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {16 + LARGEST, 16 + LARGEST + 1, 512, 1000})
  void framesThatStraddleBlocksAreReadTheSame(int blockOctets) throws IOException {
    List<Frame> written = write(true, ByteOrder.LITTLE_ENDIAN);
    for (int atOnce : new int[] {1, 7, 311, 100_000}) {
      CaptureInput input = CaptureInput.stream("-", Frame.trickle(file.toByteArray(), atOnce));
      assertThat(Frame.all(new InputCursor(input, new BlockPool(blockOctets)))).isEqualTo(written);
    }
  }

  @Test
  void fileWithoutFramesIsComplete() throws IOException {
    new PcapWriter(file, 1).close();
    InputCursor cursor = Frame.cursor(file.toByteArray());
    assertThat(cursor.advance()).isFalse();
    assertThat(cursor.summary()).isEqualTo(new InputSummary("-", "pcap", 0, Optional.empty()));
  }

  @Test
  void frameCutBySnaplenHasBothLengths() throws IOException {
    try (PcapWriter pcap = new PcapWriter(file, 1)) {
      pcap.writeCut(START_NANOS, new byte[1500], 96);
    }
    Frame frame = Frame.all(Frame.cursor(file.toByteArray())).getFirst();
    assertThat(frame.captured()).isEqualTo(96);
    assertThat(frame.length()).isEqualTo(1500);
  }

  @Test
  void lengthOnTheWireIsAtLeastWhatTheCaptureHolds() throws IOException {
    try (PcapWriter pcap = new PcapWriter(file, 1)) {
      pcap.write(START_NANOS, new byte[60], 60, 0);
      pcap.write(START_NANOS, new byte[60], 60, 0xFFFF_FFFFL);
    }
    assertThat(Frame.all(Frame.cursor(file.toByteArray())))
        .extracting(Frame::length)
        .containsExactly(60, Integer.MAX_VALUE);
  }

  @Test
  void bitsAboutFrameCheckSequencesAreNotPartOfTheLinkType() throws IOException {
    try (PcapWriter pcap = new PcapWriter(file, 0xF400_0001)) {
      pcap.write(START_NANOS, new byte[60]);
    }
    assertThat(Frame.all(Frame.cursor(file.toByteArray())).getFirst().linkType()).isEqualTo(1);
  }

  @Test
  void largestFrameIsRead() throws IOException {
    try (PcapWriter pcap = new PcapWriter(file, 1)) {
      pcap.write(START_NANOS, new byte[FrameReader.MAX_FRAME_OCTETS]);
      pcap.write(START_NANOS, new byte[FrameReader.MAX_FRAME_OCTETS]);
    }
    assertThat(Frame.all(Frame.cursor(file.toByteArray())))
        .extracting(Frame::captured)
        .containsExactly(FrameReader.MAX_FRAME_OCTETS, FrameReader.MAX_FRAME_OCTETS);
  }

  private List<Frame> write(boolean nanos, ByteOrder order) throws IOException {
    Random random = new Random(7);
    List<Frame> frames = new ArrayList<>();
    try (PcapWriter pcap = new PcapWriter(file, 1, nanos, order)) {
      for (int i = 0; i < 200; i++) {
        byte[] octets = new byte[random.nextInt(LARGEST + 1)];
        random.nextBytes(octets);
        long time = START_NANOS + random.nextLong(1_000_000_000_000L);
        int captured = random.nextInt(octets.length + 1);
        pcap.writeCut(time, octets, captured);
        String hex = HexFormat.of().formatHex(Arrays.copyOf(octets, captured));
        frames.add(new Frame(nanos ? time : time / 1000 * 1000, captured, octets.length, 1, hex));
      }
    }
    return frames;
  }

  private static ByteOrder order(String name) {
    return name.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
