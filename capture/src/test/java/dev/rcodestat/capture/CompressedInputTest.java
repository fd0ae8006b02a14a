package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdOutputStream;
import dev.rcodestat.samples.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// A compressed capture is the capture inside, from whatever it is read; and a broken one is a
/// problem.
@Timeout(120)
class CompressedInputTest {
  private static final byte[] CAPTURE = Samples.octets("servfail-spike.pcap");
  private static final int BLOCK_OCTETS = 4096;
  private static final int SKIPPABLE_OCTETS = 4;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void framesAreThoseOfTheCaptureInside(Compressor compressor) throws IOException {
    byte[] compressed = compressor.compress(CAPTURE);
    List<Frame> frames = Frame.all(Frame.cursor(CAPTURE));
    for (int blockOctets : new int[] {64, 1000, BLOCK_OCTETS, 1 << 17}) {
      InputCursor cursor = Frame.cursor(compressed, blockOctets);
      assertThat(Frame.all(cursor)).isEqualTo(frames);
      assertThat(cursor.summary())
          .isEqualTo(new InputSummary("-", format(compressor), frames.size(), Optional.empty()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void octetsMayComeOneByOne(Compressor compressor) throws IOException {
    byte[] compressed = compressor.compress(CAPTURE);
    CaptureInput slow = CaptureInput.stream("-", Frame.trickle(compressed, 1));
    assertThat(Frame.all(new InputCursor(slow, new BlockPool(BLOCK_OCTETS))))
        .isEqualTo(Frame.all(Frame.cursor(CAPTURE)));
  }

  @ParameterizedTest
  @EnumSource
  void partsThatWereCompressedOneByOneAreOneCapture(Compressor compressor) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    int part = CAPTURE.length / 3;
    for (int start = 0; start < CAPTURE.length; start += part) {
      joined.write(
          compressor.compress(
              Arrays.copyOfRange(CAPTURE, start, Math.min(start + part, CAPTURE.length))));
    }
    assertThat(Frame.all(Frame.cursor(joined.toByteArray(), BLOCK_OCTETS)))
        .isEqualTo(Frame.all(Frame.cursor(CAPTURE)));
  }

  @ParameterizedTest
  @EnumSource(names = {"ZSTD", "LZ4"})
  void framesToBeSkippedMayStandFirst(Compressor compressor) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(new byte[] {0x5E, 0x2A, 0x4D, 0x18, SKIPPABLE_OCTETS, 0, 0, 0, 1, 2, 3, 4});
    joined.write(compressor.compress(CAPTURE));
    InputCursor cursor = Frame.cursor(joined.toByteArray(), BLOCK_OCTETS);
    assertThat(Frame.all(cursor)).isEqualTo(Frame.all(Frame.cursor(CAPTURE)));
    assertThat(cursor.summary().format()).isEqualTo(format(compressor));
  }

  @ParameterizedTest
  @EnumSource
  void streamThatIsCutAnywhereIsAProblemBehindTheFramesThatItHolds(Compressor compressor)
      throws IOException {
    byte[] capture = Samples.octets("healthy.pcap");
    byte[] compressed = compressor.compress(capture);
    List<Frame> whole = Frame.all(Frame.cursor(capture));
    BlockPool pool = new BlockPool(BLOCK_OCTETS);
    for (int length = 4; length < compressed.length; length += step(compressed)) {
      InputCursor cursor = cursor(Arrays.copyOf(compressed, length), pool);
      List<Frame> frames = Frame.all(cursor);
      assertThat(frames).isEqualTo(whole.subList(0, frames.size()));
      assertThat(cursor.summary().problem().orElse("none"))
          .as("cut to %d of %d octets", length, compressed.length)
          .contains("octet ")
          .contains(compressor.name().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @EnumSource
  void framesBeforeACutTrailerOrAWrongChecksumAreRead(Compressor compressor) throws IOException {
    byte[] compressed = compressor.compress(CAPTURE);
    List<Frame> whole = Frame.all(Frame.cursor(CAPTURE));
    byte[] checksum = compressed.clone();
    checksum[checksum.length - checksumFromEnd(compressor)]++;
    for (byte[] damaged : List.of(Arrays.copyOf(compressed, compressed.length - 1), checksum)) {
      InputCursor cursor = cursor(damaged, new BlockPool(1 << 17));
      assertThat(Frame.all(cursor)).isEqualTo(whole);
      assertThat(cursor.summary().problem().orElse("none"))
          .startsWith("octet " + CAPTURE.length)
          .contains(compressor.name().toLowerCase(Locale.ROOT) + " data that");
    }
  }

  @ParameterizedTest
  @EnumSource
  void octetThatWasChangedAnywhereNeverThrowsOrHangs(Compressor compressor) throws IOException {
    byte[] compressed = compressor.compress(Samples.octets("healthy.pcap"));
    BlockPool pool = new BlockPool(BLOCK_OCTETS);
    Random random = new Random(5);
    int problems = 0;
    int files = 0;
    for (int at = 4; at < compressed.length; at += step(compressed)) {
      byte[] damaged = compressed.clone();
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      InputCursor cursor = cursor(damaged, pool);
      Frame.all(cursor);
      problems += cursor.summary().complete() ? 0 : 1;
      files++;
    }
    assertThat(problems).as("of %d", files).isGreaterThan(files * 9 / 10);
  }

  @ParameterizedTest
  @EnumSource
  void headerOfAnyKindNeverThrowsOrHangs(Compressor compressor) throws IOException {
    byte[] header = Arrays.copyOf(compressor.compress(new byte[0]), 100);
    int magic = compressor == Compressor.XZ ? 12 : compressor == Compressor.GZIP ? 3 : 4;
    BlockPool pool = new BlockPool(BLOCK_OCTETS);
    Random random = new Random(9);
    for (int i = 0; i < 2000; i++) {
      for (int at = magic; at < header.length; at++) {
        header[at] = (byte) (random.nextInt(256) | (random.nextInt(4) > 0 ? 0x80 : 0));
      }
      InputCursor cursor = cursor(Arrays.copyOf(header, random.nextInt(magic, 100)), pool);
      assertThat(Frame.all(cursor)).isEmpty();
      assertThat(cursor.summary().complete()).isFalse();
    }
  }

  @Test
  void headerOfXzWithAnImpossibleLengthIsAProblem() throws IOException {
    byte[] start = Arrays.copyOf(Compressor.XZ.compress(CAPTURE), 12);
    byte[] negative = HexFormat.of().parseHex("020104" + "8080808088" + "8080808001");
    assertThat(problem(join(start, Arrays.copyOf(negative, 100)))).contains("xz data");
  }

  @Test
  void gzipIsSaidToBeDamagedWhereItIs() throws IOException {
    byte[] compressed = Compressor.GZIP.compress(CAPTURE);
    byte[] checksum = compressed.clone();
    checksum[checksum.length - 8]++;
    assertThat(problem(checksum))
        .isEqualTo(
            "octet %d of the decompressed capture: expected a capture that can be read, found gzip"
                    .formatted(CAPTURE.length)
                + " data that is damaged: its checksum or length differs");
    assertThat(problem(Arrays.copyOf(compressed, compressed.length + 2)))
        .as("zeros are padding")
        .isEqualTo("none");
    assertThat(problem(join(compressed, new byte[] {'x'})))
        .contains("gzip data that is damaged: something else follows it");
    assertThat(problem(Arrays.copyOf(compressed, compressed.length - 4)))
        .contains("gzip data that ends too early");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoCaptureInsideIsSaidToBeNone(Compressor compressor) throws IOException {
    assertThat(problem(compressor.compress("Hello, world".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(
            "octet 0 of the decompressed capture: expected the first octets of a capture (pcap,"
                + " pcapng, snoop or ERF), found 48656c6c");
    assertThat(problem(compressor.compress(new byte[0]))).endsWith("found an empty file");
    assertThat(problem(compressor.compress(Compressor.GZIP.compress(CAPTURE))))
        .endsWith("(compressed twice: try zcat FILE | rcodestat analyze -)");
  }

  @ParameterizedTest
  @EnumSource
  void captureInsideThatEndsEarlyEndsTheDecompressorToo(Compressor compressor) throws IOException {
    byte[] capture = Arrays.copyOf(CAPTURE, 4_000_000);
    Arrays.fill(capture, 100_000, capture.length, (byte) 0xFF);
    InputCursor cursor =
        cursor(compressor.compress(capture), new BlockPool(BLOCK_OCTETS, BLOCK_OCTETS, 0));
    long threads = 0;
    while (cursor.advance()) {
      threads = ReadAheadThreads.count();
    }
    assertThat(threads).isEqualTo(1);
    assertThat(cursor.summary().problem().orElse("none"))
        .contains(" of the decompressed capture: expected a frame of at most 262144 octets");
    assertThat(ReadAheadThreads.count()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void smallCaptureTakesNoThread(Compressor compressor) throws IOException {
    CaptureFiles files = new CaptureFiles(List.of(Frame.stream(compressor.compress(CAPTURE))));
    files.forEachFrame(frame -> assertThat(ReadAheadThreads.count()).isZero());
    assertThat(files.inputs().getFirst().complete()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void manyFilesHaveFewDecompressorsOpenAtATime(Compressor compressor) throws IOException {
    assertThat(completeOf300(compressor.compress(CAPTURE))).isGreaterThan(20);
  }

  @Test
  void manyFilesOfOneZstdSegmentEachHaveFewDecompressorsOpenAtATime() throws IOException {
    assertThat(completeOf300(singleSegment(CAPTURE))).isBetween(20L, 60L);
  }

  /// How many of 300 files that overlap in time are read whole; the others must say why not.
  private long completeOf300(byte[] compressed) throws IOException {
    List<CaptureInput> inputs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Path file = Files.write(folder.resolve("rotated" + i), compressed);
      inputs.add(CaptureInput.file(file.toString()));
    }
    CaptureFiles files = new CaptureFiles(inputs.subList(0, 3));
    assertThat(Frame.all(files)).hasSize(3 * Frame.all(Frame.cursor(CAPTURE)).size());
    CaptureFiles many = new CaptureFiles(inputs);
    many.forEachFrame(frame -> {});
    assertThat(many.inputs())
        .filteredOn(input -> !input.complete())
        .allMatch(input -> input.problem().orElse("").contains("beside other files"));
    return many.inputs().stream().filter(InputSummary::complete).count();
  }

  @Test
  void zstdSegmentIsPaidForByItsLength() {
    // content sizes of 8, 4 and 2 octets; the latter with a dictionary
    assertThat(problem(zstd("e0" + "0000000001000000"))).contains("takes more memory than");
    assertThat(problem(zstd("e0" + "0000000000000080"))).contains("takes more memory than");
    assertThat(problem(zstd("a0" + "01000008"))).contains("takes more memory than");
    assertThat(problem(zstd("a0" + "00000008"))).contains("too early");
    assertThat(problem(zstd("63" + "ffffffff" + "0000"))).doesNotContain("memory");
  }

  @Test
  void zstdFrameThatTakesMoreThanTheFirstIsAProblem() throws IOException {
    byte[] large = Arrays.copyOf(CAPTURE, 3 << 20);
    Arrays.fill(large, CAPTURE.length, large.length, (byte) 0xFF);
    byte[] first = singleSegment(Arrays.copyOf(CAPTURE, 5000));
    String words =
        "found zstd data with a frame that takes more memory than its first: try zstdcat"
            + " --long=31 FILE | rcodestat analyze -";
    byte[] second = singleSegment(Arrays.copyOfRange(large, 5000, large.length));
    assertThat(problem(join(first, second))).endsWith(words);
    byte[] skippable = Arrays.copyOf(HexFormat.of().parseHex("502a4d18" + "88130000"), 5008);
    assertThat(problem(join(skippable, singleSegment(large)))).endsWith(words);
    assertThat(problem(join(skippable, singleSegment(CAPTURE)))).isEqualTo("none");
    assertThat(
            problem(join(first, singleSegment(Arrays.copyOfRange(CAPTURE, 5000, CAPTURE.length)))))
        .isEqualTo("none");
  }

  @Test
  void windowOfZstdLongIsRead() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(compressed).setLong(27)) {
      out.write(CAPTURE);
    }
    assertThat(problem(compressed.toByteArray())).isEqualTo("none");
  }

  @Test
  void whatWouldTakeTooMuchMemoryNamesThePipe() throws IOException {
    byte[] zstd = Arrays.copyOf(HexFormat.of().parseHex("28b52ffd" + "04" + "90"), 1000);
    assertThat(problem(zstd))
        .endsWith(
            "found zstd data that takes more memory than there is for it: try zstdcat"
                + " --long=31 FILE | rcodestat analyze -");
    ByteArrayOutputStream xz = new ByteArrayOutputStream();
    LZMA2Options options = new LZMA2Options(1);
    options.setDictSize(96 << 20);
    try (OutputStream out = new XZOutputStream(xz, options)) {
      out.write(CAPTURE);
    }
    assertThat(problem(xz.toByteArray()))
        .endsWith(
            "found xz data that takes more memory than there is for it: try xzcat FILE | rcodestat"
                + " analyze -");
  }

  @Test
  void lz4BlocksThatDependOnEachOtherNameThePipe() {
    byte[] header = HexFormat.of().parseHex("04224d184440" + "5e" + "00000000");
    assertThat(problem(header))
        .endsWith(
            "found lz4 data whose blocks depend on each other: try lz4cat FILE | rcodestat analyze"
                + " -");
  }

  @Test
  void lz4BlocksMayHaveAnySize() throws IOException {
    for (LZ4FrameOutputStream.BLOCKSIZE size : LZ4FrameOutputStream.BLOCKSIZE.values()) {
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (OutputStream out = new LZ4FrameOutputStream(compressed, size)) {
        out.write(CAPTURE);
      }
      assertThat(problem(compressed.toByteArray())).isEqualTo("none");
    }
  }

  private static byte[] zstd(String header) {
    return Arrays.copyOf(HexFormat.of().parseHex("28b52ffd" + header), 1000);
  }

  private static byte[] singleSegment(byte[] octets) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      return context.setLevel(19).setContentSize(true).compress(octets);
    }
  }

  private static String format(Compressor compressor) {
    return "pcap in " + compressor.name().toLowerCase(Locale.ROOT);
  }

  /// How far before the end the first octet of the checksum stands; of xz, that of its index.
  private static int checksumFromEnd(Compressor compressor) {
    return switch (compressor) {
      case GZIP -> 8;
      case ZSTD, LZ4 -> 4;
      case XZ -> 16;
    };
  }

  private static int step(byte[] compressed) {
    return Math.max(1, compressed.length / 150);
  }

  private static InputCursor cursor(byte[] file, BlockPool pool) {
    return new InputCursor(Frame.stream(file), pool);
  }

  private static String problem(byte[] file) {
    InputCursor cursor = Frame.cursor(file, BLOCK_OCTETS);
    Frame.all(cursor);
    return cursor.summary().problem().orElse("none");
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] joined = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }
}
