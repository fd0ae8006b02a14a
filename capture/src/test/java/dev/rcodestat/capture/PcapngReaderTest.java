package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.PcapngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcapngReaderTest {
  private static final int ETHERNET = 1;
  private static final int RAW = 101;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final PcapngWriter pcapng = new PcapngWriter(file);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bothByteOrdersAreRead(boolean bigEndian) throws IOException {
    pcapng.section(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    pcapng.describeInterface(ETHERNET, 0);
    pcapng.enhancedPacket(0, 1_767_225_600_000_001L, new byte[] {1, 2, 3}, 60);
    assertThat(read())
        .containsExactly(new Frame(1_767_225_600_000_001_000L, 3, 60, ETHERNET, "010203"));
  }

  @Test
  void eachSectionHasItsOwnByteOrderAndInterfaces() throws IOException {
    pcapng.section(ByteOrder.LITTLE_ENDIAN);
    pcapng.describeInterface(ETHERNET, 0, pcapng.timestampResolution(9));
    pcapng.describeInterface(RAW, 0);
    pcapng.enhancedPacket(1, 5, new byte[1]);
    pcapng.enhancedPacket(0, 5, new byte[2]);
    pcapng.section(ByteOrder.BIG_ENDIAN);
    pcapng.describeInterface(276, 0, pcapng.timestampResolution(3), pcapng.timestampOffset(100));
    pcapng.enhancedPacket(0, 5, new byte[3]);
    assertThat(read())
        .containsExactly(
            new Frame(5000, 1, 1, RAW, "00"),
            new Frame(5, 2, 2, ETHERNET, "0000"),
            new Frame(100_005_000_000L, 3, 3, 276, "000000"));
  }

  @Test
  void optionsBeforeAndAfterTheResolutionAreSteppedOver() throws IOException {
    pcapng.section(ByteOrder.BIG_ENDIAN);
    pcapng.describeInterface(
        ETHERNET,
        0,
        pcapng.option(2, "eth0".getBytes(StandardCharsets.US_ASCII)),
        pcapng.option(1, "a comment".getBytes(StandardCharsets.US_ASCII)),
        pcapng.timestampResolution(0x80 | 10),
        pcapng.option(12, "Linux".getBytes(StandardCharsets.US_ASCII)));
    pcapng.enhancedPacket(0, 3 << 10, new byte[0]);
    assertThat(read()).containsExactly(new Frame(3_000_000_000L, 0, 0, ETHERNET, ""));
  }

  @Test
  void optionsAfterTheEndOfOptionsDoNotCount() throws IOException {
    pcapng.section(ByteOrder.LITTLE_ENDIAN);
    pcapng.describeInterface(
        ETHERNET, 0, pcapng.option(0, new byte[0]), pcapng.timestampResolution(9));
    pcapng.enhancedPacket(0, 5, new byte[0]);
    assertThat(read().getFirst().timestampNanos()).isEqualTo(5000);
  }

  @Test
  void simplePacketHasTheSnaplenAndNoTime() throws IOException {
    pcapng.section(ByteOrder.LITTLE_ENDIAN);
    pcapng.describeInterface(ETHERNET, 2);
    pcapng.simplePacket(new byte[] {1, 2}, 99);
    pcapng.enhancedPacket(0, 7, new byte[] {3}, 1);
    pcapng.simplePacket(new byte[] {4}, 1);
    assertThat(read())
        .containsExactly(
            new Frame(FrameView.NO_TIMESTAMP, 2, 99, ETHERNET, "0102"),
            new Frame(7000, 1, 1, ETHERNET, "03"),
            new Frame(FrameView.NO_TIMESTAMP, 1, 1, ETHERNET, "04"));
  }

  @Test
  void obsoletePacketIsRead() throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      pcapng.section(order);
      pcapng.describeInterface(ETHERNET, 0);
      pcapng.describeInterface(RAW, 0);
      pcapng.obsoletePacket(1, 1L << 40, new byte[] {9}, 70);
    }
    Frame frame = new Frame((1L << 40) * 1000, 1, 70, RAW, "09");
    assertThat(read()).containsExactly(frame, frame);
  }

  @Test
  void blocksOfOtherTypesAreSteppedOverAlsoLargeOnes() throws IOException {
    pcapng.section(ByteOrder.LITTLE_ENDIAN);
    pcapng.block(4, new byte[4]);
    pcapng.describeInterface(ETHERNET, 0);
    pcapng.block(10, new byte[3 * Frame.BLOCK_OCTETS]);
    pcapng.enhancedPacket(0, 1, new byte[1]);
    pcapng.block(0x8000_0001L, new byte[5]);
    pcapng.block(0, new byte[0]);
    assertThat(read()).hasSize(1);
  }

  @Test
  void sectionMayEndWithoutFrames() throws IOException {
    pcapng.section(ByteOrder.LITTLE_ENDIAN);
    pcapng.section(ByteOrder.BIG_ENDIAN);
    assertThat(read()).isEmpty();
  }

  @Test
  void blockLengthWithoutPaddingIsTakenAsEarlyWritersMeantIt() throws IOException {
    pcapng.section(ByteOrder.BIG_ENDIAN);
    pcapng.describeInterface(ETHERNET, 0);
    pcapng.raw(
        HexFormat.of()
            .parseHex(
                "00000006"
                    + "00000021"
                    + "00000000"
                    + "00000000"
                    + "00000001"
                    + "00000001"
                    + "00000001"
                    + "aa000000"
                    + "00000021"));
    assertThat(read()).containsExactly(new Frame(1000, 1, 1, ETHERNET, "aa"));
  }

  @ParameterizedTest
  @ValueSource(ints = {352, 353, 512, 1000})
  void blocksThatStraddleOurBlocksAreReadTheSame(int blockOctets) throws IOException {
    Random random = new Random(3);
    List<Frame> written = new ArrayList<>();
    pcapng.section(ByteOrder.BIG_ENDIAN);
    pcapng.describeInterface(ETHERNET, 0, pcapng.timestampResolution(9));
    for (int i = 0; i < 200; i++) {
      byte[] octets = new byte[random.nextInt(300)];
      random.nextBytes(octets);
      long nanos = random.nextLong(Long.MAX_VALUE);
      pcapng.enhancedPacket(0, nanos, octets);
      written.add(
          new Frame(
              nanos, octets.length, octets.length, ETHERNET, HexFormat.of().formatHex(octets)));
      if (i % 10 == 0) {
        pcapng.block(11, new byte[random.nextInt(2000)]);
      }
    }
    for (int atOnce : new int[] {61, 100_000}) {
      CaptureInput input = CaptureInput.stream("-", Frame.trickle(file.toByteArray(), atOnce));
      InputCursor cursor = new InputCursor(input, new BlockPool(blockOctets));
      assertThat(Frame.all(cursor)).isEqualTo(written);
      assertThat(cursor.summary().problem()).isEmpty();
    }
  }

  private List<Frame> read() {
    InputCursor cursor = Frame.cursor(file.toByteArray());
    List<Frame> frames = Frame.all(cursor);
    assertThat(cursor.summary().problem()).isEmpty();
    assertThat(cursor.summary().format()).isEqualTo("pcapng");
    return frames;
  }
}
