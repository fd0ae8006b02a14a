package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.PcapWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralCaptureFilesTest {
  private static final int FRAME_OCTETS = 60_000;
  private static final int ENOUGH = 90;

  @TempDir private Path folder;

  @Test
  void eachHasAllFrames() throws IOException {
    CaptureInput file = file("long", ENOUGH);
    List<CaptureFiles> several = CaptureFiles.several(List.of(file), 3);
    assertThat(several).hasSize(3);
    List<Frame> frames = Frame.all(new CaptureFiles(List.of(file)));
    for (CaptureFiles each : several) {
      assertThat(Frame.all(each)).isEqualTo(frames);
      assertThat(each.inputs()).isEqualTo(several.getFirst().inputs());
    }
  }

  @Test
  void allEndAtTheSameFrameThoughTheFileGrows() throws IOException {
    CaptureInput file = file("growing", ENOUGH);
    List<CaptureFiles> several = CaptureFiles.several(List.of(file), 2);
    assertThat(Frame.all(several.getFirst())).hasSize(ENOUGH);
    file("growing", ENOUGH + 10);
    assertThat(Frame.all(several.getLast())).hasSize(ENOUGH);
    assertThat(several.getLast().inputs()).isEqualTo(several.getFirst().inputs());
  }

  @Test
  void aFileThatEndsInsideOfAFrameAtTheStartIsCutForAll() throws IOException {
    CaptureInput file = file("cut", ENOUGH);
    Path path = Path.of(file.name());
    byte[] whole = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(whole, whole.length - 1));
    List<CaptureFiles> several = CaptureFiles.several(List.of(file), 2);
    Files.write(path, whole);
    for (CaptureFiles each : several) {
      assertThat(Frame.all(each)).hasSize(ENOUGH - 1);
      assertThat(each.inputs().getFirst().problem()).isPresent();
    }
  }

  @Test
  void thereIsOneWhereAnotherWouldNotHelp() throws IOException {
    CaptureInput file = file("long", ENOUGH);
    assertThat(CaptureFiles.several(List.of(file), 1)).hasSize(1);
    assertThat(CaptureFiles.several(List.of(file("short", 10)), 2)).hasSize(1);
    Path compressed = folder.resolve("compressed");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      gzip.write(Files.readAllBytes(Path.of(file.name())));
    }
    CaptureInput ofCompressed = CaptureInput.file(compressed.toString());
    assertThat(CaptureFiles.several(List.of(file, ofCompressed), 2)).hasSize(1);
    CaptureInput stream =
        CaptureInput.stream("-", Channels.newChannel(new ByteArrayInputStream(new byte[0])));
    assertThat(CaptureFiles.several(List.of(file, stream), 2)).hasSize(1);
    CaptureInput missing = CaptureInput.file(folder.resolve("missing").toString());
    assertThat(CaptureFiles.several(List.of(missing), 2)).hasSize(1);
  }

  private CaptureInput file(String name, int frames) throws IOException {
    Path path = folder.resolve(name);
    byte[] octets = new byte[FRAME_OCTETS];
    try (PcapWriter pcap = new PcapWriter(Files.newOutputStream(path), 1)) {
      for (int i = 0; i < frames; i++) {
        pcap.write(i * 1000L, octets);
      }
    }
    return CaptureInput.file(path.toString());
  }
}
