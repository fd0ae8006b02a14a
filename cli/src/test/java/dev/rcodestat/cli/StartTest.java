package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a short run does not pay for.
@Timeout(120)
class StartTest {
  @TempDir private Path folder;

  @Test
  void aPlainCaptureLoadsNoLibraryForCompressionOrLibpcap() throws Exception {
    Path log = folder.resolve("classes");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:file=" + log,
            "-classpath",
            System.getProperty("java.class.path"),
            "dev.rcodestat.cli.Main",
            "analyze",
            Samples.copyTo(folder, "healthy.pcap").toString());
    Process program = builder.redirectOutput(folder.resolve("out").toFile()).start();
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();

    List<String> classes = Files.readAllLines(log);
    assertThat(classes)
        .anyMatch(line -> line.contains("dev.rcodestat.capture.PcapReader"))
        .noneMatch(line ->
            line.matches(".*(com[.]github[.]luben|net[.]jpountz|org[.]tukaani|org[.]pcap4j).*"));
  }
}
