package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `--save` and `rcodestat report`.
class SavedResultsTest {
  private static final String SAMPLE = "servfail-spike.pcap";
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int CAPTURED = 8;

  @TempDir private Path folder;
  private String whole = "";
  private String first = "";
  private String second = "";

  @BeforeEach
  void cutSample() throws IOException {
    whole = Samples.copyTo(folder, SAMPLE).toString();
    byte[] octets = Samples.octets(SAMPLE);
    int cut = middle(octets);
    first = folder.resolve("first.pcap").toString();
    Files.write(Path.of(first), Arrays.copyOf(octets, cut));
    byte[] rest = Arrays.copyOfRange(octets, cut - FILE_HEADER, octets.length);
    System.arraycopy(octets, 0, rest, 0, FILE_HEADER);
    second = folder.resolve("second.pcap").toString();
    Files.write(Path.of(second), rest);
  }

  /// Where a record begins, behind half of them.
  private static int middle(byte[] octets) {
    ByteBuffer capture = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    int at = FILE_HEADER;
    while (at < octets.length / 2) {
      at += RECORD_HEADER + capture.getInt(at + CAPTURED);
    }
    return at;
  }

  @Test
  void partsOfACaptureGiveTheReportOfTheWhole() {
    save(first, "--by", "leg,type");
    save(second, "--by", "leg,type");

    JsonNode merged = json("report", "-f", "json", second + ".part", first + ".part");
    assertThat(without(merged))
        .isEqualTo(without(json("analyze", "-f", "json", "--by", "leg,type", whole)));
    assertThat(merged.get("inputs").size()).isEqualTo(2);
  }

  @Test
  void whatIsSavedIsPrintedAsEver() {
    assertThat(Outcome.of("analyze", "--save", folder + "/x.part", whole))
        .isEqualTo(Outcome.of("analyze", whole));
    assertThat(Outcome.of("report", "--top", "3", folder + "/x.part"))
        .isEqualTo(Outcome.of("analyze", "--top", "3", whole));
  }

  @Test
  void aSumCanBeSaved() {
    save(first);
    save(second);
    String sum = folder + "/sum.part";
    String printed = Outcome.of("report", "--save", sum, first + ".part", second + ".part").out();

    assertThat(Outcome.of("report", sum).out()).isEqualTo(printed);
  }

  @Test
  void pseudonymsAreMadeWhenItIsPrinted() throws IOException {
    Path key = folder.resolve("key");
    Files.writeString(key, "0123456789abcdef".repeat(4));
    save(whole);
    Outcome refused = Outcome.of("analyze", "--anonymize", "--save", "x.part", whole);

    assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(refused.err()).contains("give --anonymize or --anonymize-key to rcodestat report");
    assertThat(Outcome.of("report", "--anonymize-key", key.toString(), whole + ".part"))
        .isEqualTo(Outcome.of("analyze", "--anonymize-key", key.toString(), whole));
  }

  @Test
  void resultsOfOtherOptionsAreRefused() {
    save(first);
    save(second, "--timeout", "3s");
    Outcome outcome = Outcome.of("report", first + ".part", second + ".part");

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err())
        .contains("first.pcap.part and " + folder + "/second.pcap.part do not belong together")
        .contains("--timeout is PT5S and PT3S");
  }

  @Test
  void whatCannotBeReadIsSaidAndTheRestIsReported() throws IOException {
    save(first);
    Path damaged = folder.resolve("damaged.part");
    byte[] octets = Files.readAllBytes(Path.of(first + ".part"));
    Files.write(damaged, Arrays.copyOf(octets, octets.length - 9));
    Outcome outcome = Outcome.of("report", first + ".part", damaged.toString(), whole);

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.out()).isEqualTo(Outcome.of("analyze", first).out());
    assertThat(outcome.err().lines().toList())
        .hasSize(2)
        .anyMatch(line -> line.contains("damaged.part: octet "))
        .anyMatch(line -> line.contains(SAMPLE + ": expected a saved result, found"));
  }

  @Test
  void aFileThatIsNamedTwiceIsMergedOnce() {
    save(first);
    Outcome outcome = Outcome.of("report", first + ".part", first + ".part");

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.out()).isEqualTo(Outcome.of("analyze", first).out());
    assertThat(outcome.err()).contains("first.pcap.part: named before, and merged once");
  }

  @Test
  void whatCannotBeWrittenIsSaid() {
    Outcome outcome = Outcome.of("analyze", "--save", folder + "/none/x.part", whole);

    assertThat(outcome.status()).isEqualTo(ExitStatus.OUTPUT);
    assertThat(outcome.err()).contains("--save: " + folder + "/none/x.part could not be written");
    assertThat(outcome.out()).isEqualTo(Outcome.of("analyze", whole).out());
  }

  @Test
  void aFileThatIsThereIsReplacedAndNothingElseIsLeft() throws IOException {
    Path part = folder.resolve("first.pcap.part");
    Files.writeString(part, "old");
    save(first);

    assertThat(Outcome.of("report", part.toString()).status()).isEqualTo(ExitStatus.FINE);
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".new"))).isEmpty();
    }
  }

  @Test
  void standardOutputIsForTheReport() {
    assertThat(Outcome.of("analyze", "--save", "-", whole).err())
        .contains("--save takes a file: the report is what is printed");
  }

  private static void save(String capture, String... options) {
    String[] arguments =
        Stream.of(
                List.of("analyze", "--save", capture + ".part"), List.of(options), List.of(capture))
            .flatMap(List::stream)
            .toArray(String[]::new);
    assertThat(Outcome.of(arguments).status()).isEqualTo(ExitStatus.FINE);
  }

  private static JsonNode json(String... arguments) {
    return new JsonMapper().readTree(Outcome.of(arguments).out());
  }

  private static JsonNode without(JsonNode report) {
    return ((ObjectNode) report).deepCopy().without("inputs");
  }
}
