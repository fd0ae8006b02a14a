package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.Samples;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final String SAMPLE = "servfail-bogus-dnssec.pcap";

  @TempDir private Path folder;

  @Test
  void aCaptureReadWholeIsFine() {
    Outcome outcome = Outcome.of("analyze", sample());

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.out()).startsWith("rcodestat report, all times in UTC\n").contains(SAMPLE);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void standardInputIsNamedByADash() {
    Outcome outcome = Outcome.withInput(Samples.octets(SAMPLE), "analyze", "-f", "json", "-");

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.out()).contains("\"name\": \"-\"");
  }

  @Test
  void standardInputCanBeReadOnlyOnce() {
    assertUsage(Outcome.of("analyze", "-", "-"), "standard input (-) can be read only once");
  }

  @Test
  void aFileThatIsNotThereIsOneLineAndTheOthersAreReported() {
    Outcome outcome = Outcome.of("analyze", folder + "/none", sample());

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.err())
        .matches("rcodestat: \\S+/none: octet 0: expected [^\\n]+, found no such file\\n");
    assertThat(outcome.out()).contains("SERVFAIL").contains("NOT READ WHOLE: octet 0");
  }

  @Test
  void aFolderAnEmptyFileAndNoCaptureAreOneLineEach() throws IOException {
    String empty = Files.createFile(folder.resolve("empty")).toString();
    String text = Files.writeString(folder.resolve("text"), "hello, world").toString();

    Outcome outcome = Outcome.of("analyze", folder.toString(), empty, text);

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.err().lines())
        .hasSize(3)
        .allMatch(line -> line.matches("rcodestat: .+: octet 0: expected .+, found .+"));
  }

  @Test
  void aCaptureCutShortIsReportedAsFarAsItGoes() throws IOException {
    byte[] octets = Samples.octets(SAMPLE);
    Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(octets, 20_000));

    Outcome outcome = Outcome.of("analyze", cut.toString());

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.out()).contains("SERVFAIL");
    assertThat(outcome.err()).containsPattern("cut[.]pcap: octet \\d+: expected .+, found .+");
  }

  @Test
  void aFileNameCanNeitherSteerTheTerminalNorFakeALine() {
    Outcome outcome = Outcome.of("analyze", folder + "/\u001b]0;x\u0007\nrcodestat: all fine");

    assertThat(outcome.err()).contains("\\x1b]0;x\\x07\\x0arcodestat: all fine");
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.out()).doesNotContain("\u001b").doesNotContain("\u0007");
  }

  @Test
  void aNameThatCannotBeAFilesIsAProblemOfThatInput() {
    Outcome outcome = Outcome.of("analyze", "a\u0000b");

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.err()).contains("a\\x00b: octet 0").contains("LC_ALL=C.UTF-8");
  }

  @Test
  void anArgumentCanNotSteerTheTerminal() {
    Outcome outcome = Outcome.of("analyze", "--\u001b[2J", "x");

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).doesNotContain("\u001b").contains("\\x1b[2J");
  }

  @Test
  void aFileMayBeCalledWithAnAtSign() {
    Outcome outcome = Outcome.of("analyze", "@" + folder + "/none");

    assertThat(outcome.err()).startsWith("rcodestat: @" + folder).contains("no such file");
  }

  @Test
  void anArgumentThatNobodyKnowsIsNamedBeforeWhatIsMissing() {
    assertUsage(Outcome.of("nonsense"), "no such command: nonsense");
    assertUsage(Outcome.of("analyze", "-x"), "no such option: -x");
    assertUsage(Outcome.of("live", "-i", "lo", "x"), "unexpected argument: x");
    assertUsage(Outcome.of("help", "nonsense"), "no such command: nonsense");
  }

  @Test
  void helpIsACommandToo() {
    assertThat(Outcome.of("help").out()).isEqualTo(Outcome.of("--help").out());
    assertThat(Outcome.of("help", "live").out()).isEqualTo(Outcome.of("live", "--help").out());
  }

  @Test
  void noCommandIsAMistake() {
    assertUsage(Outcome.of(), "Missing required subcommand");
    assertThat(Outcome.of().err()).endsWith("\ntry 'rcodestat --help'\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--fromat", "-x", "--format=xml", "--format"})
  void anOptionThatIsNotThereIsAMistake(String option) {
    assertUsage(Outcome.of("analyze", "x.pcap", option), option.replaceFirst("=.*", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "dns", "53,", "53,x", "", "5 3", "99999999999"})
  void aPortIsANumberFrom1To65535(String ports) {
    Outcome outcome = Outcome.of("analyze", "--port=" + ports, sample());

    if (ports.equals("53,")) {
      assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    } else {
      assertUsage(outcome, "is not a port: expected 1 to 65535");
    }
  }

  @Test
  void portsReplaceTheUsualOne() {
    assertThat(Outcome.of("analyze", "-p", "5300", sample()).out())
        .contains("No DNS message")
        .contains("name it with --port");
    assertThat(Outcome.of("analyze", "-p", "5300,53", sample()).out()).contains("SERVFAIL");
    assertThat(Outcome.of("analyze", "-p", "5300", "-p", "53", sample()).out())
        .contains("SERVFAIL");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T08:30:00, does not say how far it is from UTC: append Z",
    "yesterday, is not a time of RFC 3339: expected one like 2026-11-22T08:30:00Z",
    "2026-13-22T08:30:00Z, is not a time of RFC 3339",
    "1700000000, is not a time of RFC 3339"
  })
  void aWrongTimeSaysWhatHelps(String time, String help) {
    assertUsage(Outcome.of("analyze", "--from", time, sample()), "'" + time + "' " + help);
  }

  @Test
  void fromMustBeBeforeTo() {
    assertUsage(
        Outcome.of(
            "analyze", "--from=2026-11-22T08:30:00Z", "--to=2026-11-22T09:30:00+01:00", sample()),
        "--from is not before --to");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--from=2000-01-01T00:00:00Z",
        "--from=2000-01-01t00:00:00.000000001z",
        "--to=9999-12-31 23:59:59+12:00",
        "--from=0001-01-01T00:00:00-12:00"
      })
  void aRangeThatHoldsAllChangesNothingButTheHead(String option) {
    String report = Outcome.of("analyze", option, sample()).out();
    assertThat(report).containsPattern("\n  looked at  only frames (from|before) [0-9-]+ [0-9:.]+");
    assertThat(report.replaceFirst("  looked at .*\n", ""))
        .isEqualTo(Outcome.of("analyze", sample()).out());
  }

  @Test
  void framesOutsideOfTheRangeAreCountedAndNotLookedAt() {
    assertThat(Outcome.of("analyze", "--to", "2000-01-01T00:00:00Z", sample()).out())
        .contains("No DNS message")
        .contains("outside of --from and --to")
        .contains("span       no frame inside --from and --to");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "analyze --help", "live --help"})
  void helpFits80ColumnsAndStatesTheStatuses(String arguments) {
    Outcome outcome = Outcome.of(arguments.split(" "));

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(outcome.out()).contains("Exit status", "Examples:", "70", "74");
  }

  @Test
  void theVersionNamesBuildAndJdk() {
    Outcome outcome = Outcome.of("--version");

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.out())
        .matches("(?s)rcodestat \\d+[.]\\d+[.]\\S+ \\(commit \\w+\\)\\nJDK \\d+.* \\(.+\\)\\n.*");
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFailure() {
    StringWriter err = new StringWriter();

    ExitStatus status =
        new Main(surroundings(false), new FailingWriter("Broken pipe"), err)
            .run("analyze", sample());

    assertThat(status).isEqualTo(ExitStatus.FINE);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "analyze --help"})
  void norIsItForHelp(String arguments) {
    StringWriter err = new StringWriter();

    ExitStatus status =
        new Main(surroundings(false), new FailingWriter("Broken pipe"), err)
            .run(arguments.split(" "));

    assertThat(status).isEqualTo(ExitStatus.FINE);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Datenübergabe unterbrochen (broken pipe)", "Relais brisé (pipe)", "?"})
  void norWhereTheSystemSaysSoInAnotherLanguage(String reason) {
    StringWriter err = new StringWriter();
    Surroundings quiet = surroundings(false);
    Surroundings pipe =
        new Surroundings(
            quiet.standardInput(), () -> true, quiet.display(), false, false, quiet.interrupts());

    ExitStatus status = new Main(pipe, new FailingWriter(reason), err).run("analyze", sample());

    assertThat(status).isEqualTo(ExitStatus.FINE);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aFullDiskIsSaid() {
    StringWriter err = new StringWriter();

    ExitStatus status =
        new Main(surroundings(false), new FailingWriter("No space left on device"), err)
            .run("analyze", "-f", "json", sample());

    assertThat(status).isEqualTo(ExitStatus.OUTPUT);
    assertThat(err.toString())
        .isEqualTo("rcodestat: the output could not be written: No space left on device\n");
  }

  @ParameterizedTest
  @CsvSource({"false, 2", "true, 10"})
  void aFaultOfOursIsOneLineAndHowToReportItWithAStackTraceOnlyOnRequest(
      boolean debug, int atLeast) {
    Surroundings broken =
        new Surroundings(
            () -> {
              throw new IllegalStateException("planted\n\u001b[2J");
            },
            () -> false,
            surroundings(debug).display(),
            false,
            debug,
            surroundings(debug).interrupts());

    Outcome outcome = Outcome.with(broken, "analyze", "-");

    assertThat(outcome.status()).isEqualTo(ExitStatus.FAULT);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("rcodestat: this is a fault of rcodestat: ")
        .contains("planted\\x0a\\x1b[2J\n", "please report it");
    assertThat(outcome.err().lines().count())
        .satisfies(lines -> assertThat(lines >= 10).isEqualTo(debug))
        .isGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void oneMoreTableByWhatIsAskedFor() {
    Outcome outcome = Outcome.of("analyze", "--by", "server,transport", "--top", "1", sample());
    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.out())
        .contains("Transactions by server, transport and RCODE\n")
        .containsPattern("[0-9.]{7,} +udp +[0-9]+");
  }

  @Test
  void addressesHaveTheNamesOfAFile() throws IOException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "198.51.100.21 the-resolver\n");
    Outcome outcome = Outcome.of("analyze", "--hosts", hosts.toString(), sample());
    assertThat(outcome.out())
        .containsPattern("the-resolver +A +[0-9]+")
        .containsPattern("the-resolver +198.51.100.21\n");
    assertThat(Outcome.of("analyze", "--hosts", folder + "/none", "x.pcap").err())
        .contains("found no file");
  }

  @Test
  void clientsMayHavePseudonyms() throws IOException {
    String real = Outcome.of("analyze", "--by", "client", sample()).out();
    assertThat(real).contains("203.0.113.31");
    String hidden = Outcome.of("analyze", "--by", "client", "--anonymize", sample()).out();
    assertThat(hidden)
        .contains("Transactions by client", "Failures by client", "www.badsig.example")
        .doesNotContain("203.0.113.31");
    Path key = Files.writeString(folder.resolve("key"), "00".repeat(32) + "\n");
    String[] command = {
      "analyze", "--by", "client", "--anonymize-key", key.toString(), "-f", "json", sample()
    };
    assertThat(Outcome.of(command).out())
        .isEqualTo(Outcome.of(command).out())
        .doesNotContain("203.0.113.31");
    Files.writeString(key, "no key");
    assertUsage(Outcome.of(command), "expected 64 hexadecimal digits");
  }

  @Test
  void onlyWhatIsAskedForCounts() {
    Outcome outcome = Outcome.of("analyze", "--where", "rcode=SERVFAIL type=A", sample());
    assertThat(outcome.out())
        .contains("  counted    only transactions with rcode=SERVFAIL type=A\n")
        .containsPattern("[0-9]+ other transactions left out\n")
        .contains("(100.0 %)")
        .doesNotContain("No response");
    assertUsage(
        Outcome.of("analyze", "--where", "rcode", "x.pcap"),
        "--where: expected conditions such as rcode=SERVFAIL, found 'rcode'");
  }

  @Test
  void dimensionsThatDoNotExistAreNamed() {
    Outcome outcome = Outcome.of("analyze", "--by", "colour", "x.pcap");
    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("'colour' is no dimension: expected server, client,");
  }

  @Test
  void numbersOfRowsAndThreadsBeginAtOne() {
    assertThat(Outcome.of("analyze", "--top", "0", "x.pcap").err())
        .contains("--top takes a number from 1 on, not 0");
    assertThat(Outcome.of("analyze", "--jobs", "0", "x.pcap").err())
        .contains("--jobs takes a number from 1 on, not 0");
  }

  @Test
  void anErrorOfTheVirtualMachineIsAFaultToo() {
    Surroundings broken =
        new Surroundings(
            () -> {
              throw new StackOverflowError();
            },
            () -> false,
            surroundings(false).display(),
            false,
            false,
            surroundings(false).interrupts());

    assertThat(Outcome.with(broken, "analyze", "-").status()).isEqualTo(ExitStatus.FAULT);
  }

  private String sample() {
    return Samples.copyTo(folder, SAMPLE).toString();
  }

  private static Surroundings surroundings(boolean debug) {
    return Outcome.surroundings(new byte[0], debug, action -> () -> {});
  }

  private static void assertUsage(Outcome outcome, String words) {
    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("rcodestat: ").contains(words);
    assertThat(outcome.err().lines()).hasSize(2);
  }

  private static final class FailingWriter extends Writer {
    private final String reason;

    FailingWriter(String reason) {
      this.reason = reason;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
      throw new IOException(reason);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
