package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rcodestat.samples.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `tcpdump -w - | rcodestat analyze -` and Ctrl-C, with a process of its own.
@Timeout(120)
class InterruptTest {
  /// Larger than a pipe: once it is written the program has begun to read.
  private static final byte[] CAPTURE = Samples.octets("servfail-spike.pcap");

  private static final int FILE_HEADER = 24;
  private static final int SIGINT = 2;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void theReportOnStandardInputIsPrintedThoughItsWriterStays(String signal) throws Exception {
    Process program = start("analyze", "-");
    try (OutputStream input = program.getOutputStream()) {
      input.write(CAPTURE);
      input.flush();
      kill(signal, program);

      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(program.exitValue()).isEqualTo(ExitStatus.FINE.code());
    assertThat(Files.readString(err())).isEmpty();
    assertThat(out()).content().contains("input      - (pcap, 2,513 frames)", "SERVFAIL  43 of");
  }

  @Test
  void aCompressedStreamIsReportedAsFarAsItCame() throws Exception {
    Process program = start("analyze", "-");
    try (OutputStream input = program.getOutputStream()) {
      GZIPOutputStream gzip = new GZIPOutputStream(input, true);
      for (int i = 0; i < 20; i++) {
        gzip.write(CAPTURE, i == 0 ? 0 : FILE_HEADER, CAPTURE.length - (i == 0 ? 0 : FILE_HEADER));
        gzip.flush();
      }
      kill("TERM", program);

      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(program.exitValue()).isEqualTo(ExitStatus.FINE.code());
    assertThat(Files.readString(err())).isEmpty();
    assertThat(out())
        .content()
        .contains("- (pcap in gzip, 50,260 frames)", "20,320 responses from 13 servers");
  }

  @Test
  void aFrameThatTheWriterDidNotFinishIsNoProblem() throws Exception {
    Process program = start("analyze", "-");
    try (OutputStream input = program.getOutputStream()) {
      input.write(CAPTURE, 0, CAPTURE.length - 1);
      input.flush();
      kill("TERM", program);

      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(program.exitValue()).isEqualTo(ExitStatus.FINE.code());
    assertThat(Files.readString(err())).isEmpty();
    assertThat(out()).content().contains("SERVFAIL  43 of");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void anInputThatHadNotBegunIsNoProblem(int octets) throws Exception {
    Process program = start(List.of("-Drcodestat.error-terminal=true"), "analyze", "-");
    try (OutputStream input = program.getOutputStream()) {
      input.write(CAPTURE, 0, octets);
      input.flush();
      awaitProgress();
      kill("TERM", program);

      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(program.exitValue()).isEqualTo(ExitStatus.FINE.code());
    assertThat(err()).content().doesNotContain("rcodestat:");
    assertThat(out()).content().contains("- (unknown, 0 frames)");
  }

  @Test
  void aCaptureThatWasCutBeforeIsAProblemWithoutAnInterrupt() {
    byte[] cut = Arrays.copyOf(CAPTURE, CAPTURE.length - 1);

    assertThat(Outcome.withInput(cut, "analyze", "-").status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void theProgressLineIsGoneAfterAnInterrupt() throws Exception {
    Path pipe = pipe("pipe");
    Process program = start(List.of("-Drcodestat.error-terminal=true"), "analyze", pipe.toString());
    awaitProgress();
    kill("TERM", program);

    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(ExitStatus.FINE.code());
    assertThat(err()).content().contains("reading: ").endsWith("\r\u001b[K");
    assertThat(out()).content().contains("pipe (unknown, 0 frames)");
  }

  @Test
  void namedPipesAreEndedLikeStandardInput() throws Exception {
    Path one = pipe("one");
    Path other = pipe("other");
    Process program = start("analyze", one.toString(), other.toString(), "-");
    try (OutputStream input = program.getOutputStream();
        OutputStream toOne = Files.newOutputStream(one);
        OutputStream _ = write(input, toOne, other)) {
      kill("TERM", program);

      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(program.exitValue()).isEqualTo(ExitStatus.FINE.code());
    assertThat(Files.readString(err())).isEmpty();
    assertThat(out()).content().containsPattern("one \\(pcap, \\d+ frames\\)");
  }

  @Test
  void aFileThatIsStandardInputTooIsReadOnce() throws Exception {
    Path file = Samples.copyTo(folder, "servfail-spike.pcap");
    Process program =
        builder(List.of(), "analyze", file.toString(), "-").redirectInput(file.toFile()).start();

    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(err())
        .content()
        .isEqualTo("rcodestat: - is the same file as " + file + ": read once\n");
    assertThat(out()).content().contains("2,513 frames", "SERVFAIL  43 of");
  }

  /// What comes first of each, so that the program has begun to read all of them.
  private static OutputStream write(OutputStream input, OutputStream toOne, Path other)
      throws IOException {
    toOne.write(CAPTURE, 0, 2000);
    toOne.flush();
    OutputStream toOther = Files.newOutputStream(other);
    toOther.write(CAPTURE, 0, 30);
    toOther.flush();
    input.write(CAPTURE, 0, 10);
    input.flush();
    return toOther;
  }

  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
    return pipe;
  }

  @Test
  void aRegularFileIsNotEndedByAnInterrupt() {
    Interrupts refused =
        action -> {
          throw new AssertionError("not to be asked for");
        };

    assertThat(
            Outcome.with(
                    Outcome.surroundings(new byte[0], false, refused),
                    "analyze",
                    Samples.copyTo(folder, "healthy.pcap").toString())
                .status())
        .isEqualTo(ExitStatus.FINE);
  }

  private Process start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  private Process start(List<String> options, String... arguments) throws IOException {
    return builder(options, arguments).start();
  }

  private ProcessBuilder builder(List<String> options, String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-classpath",
            System.getProperty("java.class.path"));
    builder.command().addAll(options);
    builder.command().add("dev.rcodestat.cli.Main");
    builder.command().addAll(List.of(arguments));
    builder.environment().put("TERM", "xterm");
    return builder.redirectOutput(out().toFile()).redirectError(err().toFile());
  }

  private void awaitProgress() throws Exception {
    for (int i = 0; i < 600 && !Files.readString(err()).contains("reading: "); i++) {
      Thread.sleep(50);
    }
    assertThat(Files.readString(err())).as("within half a minute").contains("reading: ");
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path err() {
    return folder.resolve("err");
  }

  private static void kill(String signal, Process program) throws Exception {
    assumeFalse(signal.equals("INT") && ignoresSigint(), "SIGINT is ignored here, as behind nohup");
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(program.pid())).start();
    assumeTrue(kill.waitFor() == 0, "no kill here");
  }

  /// A program inherits from the one that started it which signals it ignores.
  private static boolean ignoresSigint() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> new BigInteger(line.substring(7).strip(), 16).testBit(SIGINT - 1));
  }
}
