package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.CaptureInput;
import dev.rcodestat.samples.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The line that tells how far the reading is.
class ProgressTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String ERASE = "\r\u001b[K";

  private final StringWriter terminal = new StringWriter();

  @TempDir private Path folder;

  @Test
  void shareRateAndTimeLeftAreTold() {
    assertThat(text(500_000_000, 2_000_000_000, 2 * SECOND))
        .isEqualTo("reading: 25 % of 2,000 MB, 250 MB/s, 6 s left");
    assertThat(text(1_000_000, 200_000_000, SECOND)).endsWith(", 1 MB/s, 3 min 19 s left");
    assertThat(text(1_000_000, 20_000_000_000L, SECOND)).endsWith(", 5 h 33 min left");
  }

  @Test
  void withoutTheEndInSightOctetsAndRateAreTold() {
    assertThat(ProgressText.of(1_234_000_000, OptionalLong.empty(), 2 * SECOND))
        .isEqualTo("reading: 1,234 MB, 617 MB/s");
  }

  @Test
  void numbersStaySoundAtTheEdges() {
    assertThat(text(0, 1_000_000, SECOND)).isEqualTo("reading: 0 % of 1 MB, 0 MB/s");
    assertThat(text(7_000_000, 5_000_000, SECOND)).startsWith("reading: 100 % of 7 MB");
    assertThat(text(0, 0, SECOND)).isEqualTo("reading: 0 MB, 0 MB/s");
  }

  @Test
  void theLineComesAfterASecondAndGoesAtTheEnd() {
    CaptureFiles files = new CaptureFiles(List.of(file("healthy.pcap")));
    ProgressLine line = line(files);
    line.draw(SECOND - 1);
    assertThat(terminal.toString()).isEmpty();

    line.draw(SECOND);
    assertThat(terminal.toString()).isEqualTo(ERASE + "reading: 0 % of 0 MB, 0 MB/s");
    files.forEachFrame(frame -> {});
    line.draw(2 * SECOND);
    assertThat(terminal.toString()).endsWith(ERASE + "reading: 100 % of 0 MB, 0 MB/s, 0 s left");

    line.close();
    assertThat(terminal.toString()).endsWith("left" + ERASE);
    line.draw(3 * SECOND);
    assertThat(terminal.toString()).endsWith("left" + ERASE);
  }

  @Test
  void aShortRunDrawsNothing() {
    ProgressLine line = line(new CaptureFiles(List.of(file("healthy.pcap"))));
    line.draw(SECOND / 2);
    line.close();

    assertThat(terminal.toString()).isEmpty();
  }

  @Test
  void filesThatAreLookedAtTwiceCountOnce() throws IOException {
    List<CaptureInput> inputs =
        List.of(file("healthy.pcap"), file("badvers.pcap"), file("dumpcap.pcapng"));
    CaptureFiles files = new CaptureFiles(inputs);
    files.forEachFrame(frame -> {});

    long octets = 0;
    for (CaptureInput input : inputs) {
      octets += Files.size(Path.of(input.name()));
    }
    assertThat(files.octetsRead()).isEqualTo(octets);
    assertThat(files.octetsInAll()).hasValue(octets);
  }

  @Test
  void filesThatAreNoCapturesDoNotCount() throws IOException {
    CaptureInput capture = file("healthy.pcap");
    Path other = Files.write(folder.resolve("disk.img"), new byte[3_000_000]);
    CaptureInput found = CaptureInput.found(other.toString(), folder.toString());
    CaptureFiles files = new CaptureFiles(List.of(capture, found));
    long octets = Files.size(Path.of(capture.name()));
    assertThat(files.octetsInAll()).hasValue(octets + 3_000_000);

    files.forEachFrame(frame -> {});

    assertThat(files.octetsInAll()).hasValue(octets);
    assertThat(files.octetsRead()).isEqualTo(octets);
  }

  @Test
  void aStreamDoesNotTellItsSize() {
    CaptureInput stream =
        CaptureInput.stream(
            "-", Channels.newChannel(new ByteArrayInputStream(Samples.octets("healthy.pcap"))));

    assertThat(new CaptureFiles(List.of(file("badvers.pcap"), stream)).octetsInAll()).isEmpty();
  }

  private CaptureInput file(String sample) {
    return CaptureInput.file(Samples.copyTo(folder, sample).toString());
  }

  private ProgressLine line(CaptureFiles files) {
    return new ProgressLine(new PrintWriter(terminal), files, 0);
  }

  private static String text(long done, long all, long nanos) {
    return ProgressText.of(done, OptionalLong.of(all), nanos);
  }
}
