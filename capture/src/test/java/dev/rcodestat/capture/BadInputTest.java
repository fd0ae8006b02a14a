package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rcodestat.samples.PcapWriter;
import dev.rcodestat.samples.PcapngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each is a problem that says where, what was expected and what was found; what stands before it
/// is delivered.
class BadInputTest {
  private static final int FILE_HEADER = 24;
  private static final int RECORD = 16 + 60;
  private static final int CAPTURED = 8;

  @TempDir private Path folder;

  @Test
  void fileThatIsNotThere() {
    assertProblem(
        CaptureInput.file(folder.resolve("none.pcap").toString()),
        0,
        "octet 0: expected a capture that can be read, found no such file");
  }

  @Test
  void nameThatIsEmpty() {
    assertProblem(
        CaptureInput.file(""),
        0,
        "octet 0: expected a capture that can be read, found an empty name, perhaps of a shell"
            + " variable that is not set");
    assertThat(CaptureInput.file("").size()).hasValue(0);
  }

  @Test
  void folderThatWasFoundInAFolderCouldNotBeLookedInto() {
    assertProblem(
        CaptureInput.found(folder.toString(), folder.toString()),
        0,
        "octet 0: expected a capture that can be read, found a folder that could not be looked"
            + " into");
  }

  @Test
  void folderInPlaceOfAFile() {
    assertProblem(
        CaptureInput.file(folder.toString()),
        0,
        "octet 0: expected a capture that can be read, found a folder:"
            + " --recursive reads the captures in it");
  }

  @Test
  void fileWithoutReadPermission() throws IOException {
    Path file = write(new byte[30]);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-wx------"));
    assumeTrue(!Files.isReadable(file), "runs as root, who may read any file");
    assertProblem(
        CaptureInput.file(file.toString()),
        0,
        "octet 0: expected a capture that can be read, found a file without read permission");
  }

  @Test
  void fileThatTheSystemCannotRead() {
    Path memory = Path.of("/proc/self/mem");
    assumeTrue(Files.isReadable(memory), "no file here whose octet 0 cannot be read");
    assertProblem(
        CaptureInput.file(memory.toString()),
        0,
        "octet 0: expected a capture that can be read, found Input/output error");
  }

  @Test
  void emptyFile() {
    assertProblem(
        new byte[0],
        0,
        "octet 0: expected the first octets of a capture (pcap, pcapng, snoop or ERF), found an empty file");
  }

  @Test
  void capturesJoinedByCat() throws IOException {
    byte[] joined = Arrays.copyOf(pcap(2), 2 * pcap(2).length);
    System.arraycopy(pcap(2), 0, joined, pcap(2).length, pcap(2).length);
    assertProblem(
        joined,
        2,
        "octet "
            + pcap(2).length
            + ": expected a frame or the end of the file, found the beginning of another capture:"
            + " files joined by cat are to be named one by one");
  }

  @Test
  void zerosBehindTheFrames() throws IOException {
    byte[] file = pcap(2);
    assertProblem(
        Arrays.copyOf(file, file.length + 4096),
        2,
        "octet 176: expected a frame or the end of the file, found zeros");
  }

  @Test
  void optionThatRunsPastItsBlock() throws IOException {
    byte[] file = pcapng();
    byte[] option = {9, 0, (byte) 0x88, 0x13, 9, 0, 0, 0};
    byte[] longer = new byte[file.length + option.length];
    System.arraycopy(file, 0, longer, 0, 44);
    System.arraycopy(option, 0, longer, 44, option.length);
    System.arraycopy(file, 44, longer, 44 + option.length, file.length - 44);
    longer[32] = 28;
    longer[52] = 28;
    assertProblem(
        longer, 0, "octet 46: expected an option of at most 4 octets, found a length of 5000");
  }

  @Test
  void fileTooShortForAFormat() {
    assertProblem(
        new byte[3],
        0,
        "octet 0: expected the first octets of a capture (pcap, pcapng, snoop or ERF), found a file of 3 octets");
  }

  @Test
  void fileThatIsNoCapture() {
    assertProblem(
        "Hello, world".getBytes(StandardCharsets.US_ASCII),
        0,
        "octet 0: expected the first octets of a capture (pcap, pcapng, snoop or ERF), found 48656c6c");
  }

  @ParameterizedTest
  @CsvSource({
    "425a6839, bzip2: try bzcat FILE | rcodestat analyze -",
    "504b0304, zip: try unzip -p FILE | rcodestat analyze -",
    "02214c18, old lz4: try lz4cat FILE | rcodestat analyze -"
  })
  void formatThatIsNotReadNamesWhatHelps(String magic, String remedy) {
    byte[] file = Arrays.copyOf(HexFormat.of().parseHex(magic), 100);
    assertProblem(
        file,
        0,
        "octet 0: expected the first octets of a capture (pcap, pcapng, snoop or ERF), found %s (%s)"
            .formatted(magic, remedy));
  }

  @ParameterizedTest
  @CsvSource({"425a6839, false", "02214c18, false", "504b0304, true", "48656c6c, true"})
  void fileOfAFolderIsPassedOverUnlessCapturesAreKeptInItsFormat(String magic, boolean stranger)
      throws IOException {
    Path file = write(Arrays.copyOf(HexFormat.of().parseHex(magic), 100));
    CaptureFiles files =
        new CaptureFiles(List.of(CaptureInput.found(file.toString(), folder.toString())));
    files.forEachFrame(frame -> {});
    assertThat(files.strangers(folder.toString())).isEqualTo(stranger ? 1 : 0);
    assertThat(files.captures(folder.toString())).isEqualTo(stranger ? 0 : 1);
    assertThat(files.inputs()).hasSize(stranger ? 0 : 1);
    assertThat(files.inputs()).noneMatch(InputSummary::complete);
    assertThat(files.octetsInAll()).hasValue(0);
  }

  @Test
  void fileHeaderCut() throws IOException {
    assertProblem(
        Arrays.copyOf(pcap(0), 23),
        0,
        "octet 0: expected a pcap file header of 24 octets, found 23 octets");
  }

  @Test
  void recordHeaderCut() throws IOException {
    assertProblem(
        Arrays.copyOf(pcap(3), FILE_HEADER + 2 * RECORD + 15),
        2,
        "octet 176: expected a record header of 16 octets, found 15 octets and the end of the"
            + " file");
  }

  @Test
  void recordLongerThanTheFile() throws IOException {
    assertProblem(
        Arrays.copyOf(pcap(3), FILE_HEADER + 2 * RECORD + 16 + 59),
        2,
        "octet 192: expected a frame of 60 octets, found 59 octets and the end of the file");
  }

  @Test
  void absurdRecordLength() throws IOException {
    byte[] file = pcap(2);
    Arrays.fill(
        file, FILE_HEADER + RECORD + CAPTURED, FILE_HEADER + RECORD + CAPTURED + 4, (byte) -1);
    assertProblem(
        file,
        1,
        "octet 108: expected a frame of at most 262144 octets, found a length of 4294967295");
  }

  @Test
  void linkTypeThatIsNotDecodedIsAProblemAndTheFramesAreCounted() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (PcapWriter pcap = new PcapWriter(file, 195)) {
      pcap.write(0, new byte[60]);
      pcap.write(0, new byte[60]);
    }
    assertProblem(
        file.toByteArray(),
        2,
        "octet 20: expected a link type that is decoded, found link type 195 (IEEE802_15_4_WITHFCS)");
  }

  @Test
  void linkTypeOfOneInterfaceAmongOthers() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (PcapngWriter pcapng = new PcapngWriter(file)) {
      pcapng.section(ByteOrder.LITTLE_ENDIAN);
      pcapng.describeInterface(1, 0);
      pcapng.describeInterface(147, 0);
      pcapng.enhancedPacket(0, 1, new byte[60]);
      pcapng.enhancedPacket(1, 1, new byte[60]);
      pcapng.enhancedPacket(0, 1, new byte[60]);
    }
    assertProblem(
        file.toByteArray(),
        3,
        "octet 56: expected a link type that is decoded, found link type 147 (USER0)");
  }

  @Test
  void blockCut() throws IOException {
    byte[] file = pcapng();
    assertProblem(
        Arrays.copyOf(file, file.length - 1),
        1,
        "octet 140: expected a block of 92 octets, found 91 octets and the end of the file");
    assertProblem(
        Arrays.copyOf(file, 140 + 11),
        1,
        "octet 140: expected a block of at least 12 octets, found 11 octets and the end of"
            + " the file");
  }

  @Test
  void blockOfAnotherTypeCut() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (PcapngWriter pcapng = new PcapngWriter(file)) {
      pcapng.section(ByteOrder.LITTLE_ENDIAN);
      pcapng.block(5, new byte[100]);
    }
    assertProblem(
        Arrays.copyOf(file.toByteArray(), 28 + 60),
        0,
        "octet 28: expected a block of 112 octets, found 60 octets and the end of the file");
  }

  @Test
  void blockLengthsThatDiffer() throws IOException {
    byte[] file = pcapng();
    file[file.length - 4]++;
    assertProblem(file, 1, "octet 228: expected the block length 92 again, found 93");
  }

  @Test
  void absurdBlockLength() throws IOException {
    byte[] file = pcapng();
    Arrays.fill(file, 144, 148, (byte) -1);
    assertThat(problem(file, 1)).startsWith("octet 144: expected a packet block of 32 to ");
    Arrays.fill(file, 144, 148, (byte) 0);
    file[144] = 11;
    assertProblem(
        file, 1, "octet 144: expected a block length of at least 12 octets, found a length of 11");
  }

  @Test
  void frameLongerThanItsBlock() throws IOException {
    byte[] file = pcapng();
    file[140 + 20] = 61;
    assertProblem(
        file, 1, "octet 160: expected a frame of at most 60 octets, found a length of 61");
  }

  @Test
  void interfaceThatWasNotDescribed() throws IOException {
    byte[] file = pcapng();
    file[140 + 8] = 1;
    assertProblem(
        file, 1, "octet 148: expected an interface of the 1 described so far, found number 1");
  }

  @Test
  void sectionOfUnknownByteOrderOrVersion() throws IOException {
    byte[] order = pcapng();
    order[8] = 0;
    assertProblem(order, 0, "octet 8: expected the byte-order magic 1a2b3c4d, found 003c2b1a");
    byte[] version = pcapng();
    version[12] = 2;
    assertProblem(version, 0, "octet 12: expected pcapng version 1, found version 2");
  }

  @Test
  void fileThatShrinksInARecordWhileItIsRead() throws IOException {
    assertThat(shrinkWhileRead(FILE_HEADER + 500 * RECORD + 20))
        .isEqualTo(
            "octet 38040: expected a frame of 60 octets, found 4 octets and the end of the file");
  }

  @Test
  void fileThatShrinksBetweenRecordsWhileItIsRead() throws IOException {
    assertThat(shrinkWhileRead(FILE_HEADER + 500 * RECORD))
        .isEqualTo(
            "octet 38024: expected the 76024 octets that the file had when it was opened, found its"
                + " end");
  }

  @Test
  void fileThatGrowsWhileItIsReadIsReadToItsNewEnd() throws IOException {
    Path file = write(pcap(2));
    InputCursor cursor = new InputCursor(CaptureInput.file(file.toString()), new BlockPool(4096));
    assertThat(cursor.advance()).isTrue();
    byte[] more = Arrays.copyOfRange(pcap(3), FILE_HEADER, FILE_HEADER + 3 * RECORD);
    Files.write(file, more, StandardOpenOption.APPEND);
    assertThat(Frame.all(cursor)).hasSize(4);
    assertThat(cursor.summary().problem()).isEmpty();
  }

  /// Reads in small blocks, and cuts the file when its first frame arrives.
  private String shrinkWhileRead(long size) throws IOException {
    Path file = write(pcap(1000));
    InputCursor cursor = new InputCursor(CaptureInput.file(file.toString()), new BlockPool(4096));
    assertThat(cursor.advance()).isTrue();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
    assertThat(Frame.all(cursor)).hasSize(499);
    return cursor.summary().problem().orElseThrow();
  }

  private void assertProblem(byte[] file, long frames, String problem) {
    assertThat(problem(file, frames)).isEqualTo(problem);
  }

  /// The same from a file as from a stream.
  private String problem(byte[] file, long frames) {
    try {
      InputSummary fromFile = summary(CaptureInput.file(write(file).toString()));
      InputSummary fromStream = summary(Frame.stream(file));
      assertThat(fromStream.problem()).isEqualTo(fromFile.problem());
      assertThat(fromStream.frames()).isEqualTo(fromFile.frames()).isEqualTo(frames);
      return fromFile.problem().orElse("none");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertProblem(CaptureInput input, long frames, String problem) {
    InputSummary summary = summary(input);
    assertThat(summary.problem()).contains(problem);
    assertThat(summary.frames()).isEqualTo(frames);
    assertThat(summary.complete()).isFalse();
  }

  private static InputSummary summary(CaptureInput input) {
    CaptureFiles files = new CaptureFiles(List.of(input));
    assertThat(Frame.all(files)).hasSize((int) files.inputs().getFirst().frames());
    return files.inputs().getFirst();
  }

  private Path write(byte[] octets) throws IOException {
    return Files.write(folder.resolve("capture"), octets);
  }

  private static byte[] pcap(int frames) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (PcapWriter pcap = new PcapWriter(file, 1)) {
      for (int i = 0; i < frames; i++) {
        pcap.write(i * 1000L, new byte[60]);
      }
    }
    return file.toByteArray();
  }

  /// A section header (28 octets), an interface (20) and two frames (92 each).
  private static byte[] pcapng() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (PcapngWriter pcapng = new PcapngWriter(file)) {
      pcapng.section(ByteOrder.LITTLE_ENDIAN);
      pcapng.describeInterface(1, 0);
      pcapng.enhancedPacket(0, 1, new byte[60]);
      pcapng.enhancedPacket(0, 2, new byte[60]);
    }
    return file.toByteArray();
  }
}
