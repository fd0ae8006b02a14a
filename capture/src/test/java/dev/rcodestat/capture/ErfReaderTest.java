package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.LinkType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Records of ERF, whole and broken, and what only looks like them.
class ErfReaderTest {
  private static final long SECOND = 1_263_340_801L;
  private static final long HALF = 0x8000_0000L;
  private static final int ETHERNET = 2;
  private static final int PADDING = 48;

  @Test
  void recordsHaveTimesLengthsAndOctets() {
    byte[] file = join(record(0, ETHERNET, 4, 4), record(HALF, ETHERNET, 2, 60));
    InputCursor cursor = Frame.cursor(file);
    List<Frame> frames = Frame.all(cursor);
    assertThat(frames).extracting(Frame::linkType).containsOnly(LinkType.ERF);
    assertThat(frames)
        .extracting(Frame::timestampNanos)
        .containsExactly(SECOND * 1_000_000_000L, SECOND * 1_000_000_000L + 500_000_000L);
    assertThat(frames).extracting(Frame::captured).containsExactly(20, 18);
    assertThat(frames).extracting(Frame::length).containsExactly(20, 76);
    assertThat(cursor.summary()).isEqualTo(new InputSummary("-", "erf", 2, Optional.empty()));
  }

  @Test
  void padRecordsAreNoFrames() {
    byte[] file = join(record(0, PADDING, 8, 0), record(0, ETHERNET, 4, 4));
    assertThat(Frame.all(Frame.cursor(file))).hasSize(1);
  }

  @Test
  void loneRecordHasToEndWithTheFile() {
    byte[] one = record(0, ETHERNET, 30, 30);
    assertThat(Frame.all(Frame.cursor(one))).hasSize(1);
    assertThat(problem(join(one, new byte[3]))).contains("expected the first octets of a capture");
  }

  @Test
  void fileThatIsCutAnywhereBehindItsSecondRecordIsAProblem() {
    byte[] file =
        join(record(0, ETHERNET, 4, 4), record(0, ETHERNET, 4, 4), record(0, ETHERNET, 30, 30));
    for (int length = 41; length < file.length; length++) {
      InputCursor cursor = Frame.cursor(Arrays.copyOf(file, length));
      assertThat(Frame.all(cursor)).hasSize(2);
      assertThat(cursor.summary().problem().orElse("none")).contains("octet 40: expected a record");
    }
  }

  @Test
  void recordThatIsTooShortIsAProblemOfItsPlace() {
    byte[][] records = new byte[12][];
    Arrays.fill(records, record(0, ETHERNET, 4, 4));
    byte[] file = join(records);
    file[11 * 20 + 11] = 15;
    assertThat(problem(file))
        .isEqualTo("octet 230: expected a record of at least 16 octets, found a length of 15");
  }

  @Test
  void noiseIsNotTakenForRecords() {
    Random random = new Random(4);
    for (int i = 0; i < 10_000; i++) {
      byte[] noise = new byte[16 + random.nextInt(200)];
      random.nextBytes(noise);
      InputCursor cursor = Frame.cursor(noise, 256);
      assertThat(Frame.all(cursor)).isEmpty();
      assertThat(cursor.summary().format()).isEqualTo("unknown");
    }
  }

  private static String problem(byte[] file) {
    InputCursor cursor = Frame.cursor(file);
    Frame.all(cursor);
    return cursor.summary().problem().orElse("none");
  }

  private static byte[] record(long fraction, int type, int captured, int onWire) {
    ByteBuffer record = ByteBuffer.allocate(16 + captured);
    record.order(ByteOrder.LITTLE_ENDIAN).putLong(SECOND << Integer.SIZE | fraction);
    record.order(ByteOrder.BIG_ENDIAN).put((byte) type).put((byte) 4);
    record.putShort((short) (16 + captured)).putShort((short) 0).putShort((short) onWire);
    return record.array();
  }

  private static byte[] join(byte[]... parts) {
    int octets = 0;
    for (byte[] part : parts) {
      octets += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(octets);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
