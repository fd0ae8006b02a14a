package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.analysis.AnalysisOptions;
import dev.rcodestat.analysis.Analyzer;
import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.CaptureInput;
import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.render.JsonRenderer;
import dev.rcodestat.report.Report;
import dev.rcodestat.samples.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The reference page names everything that a report holds.
class ReferencePageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "report.md");

  /// Objects whose names are data: RCODEs, opcodes and the like.
  private static final Set<String> COUNTS =
      Set.of(
          "buckets",
          "byTransport",
          "byOpcode",
          "byDefect",
          "byRcode",
          "byEde",
          "byOutcome",
          "transactionsByOutcome",
          "responsesByOutcome",
          "hosts");

  @ParameterizedTest
  @MethodSource("samples")
  void everyNameInTheJsonIsExplained(String sample) throws IOException {
    Set<String> paths = new TreeSet<>();
    collect("", new JsonMapper().readTree(json(sample)), paths);

    assertThat(paths)
        .isNotEmpty()
        .allSatisfy(path -> assertThat(page()).contains("`" + path + "`"));
  }

  @ParameterizedTest
  @EnumSource(FrameVerdict.class)
  void everyBucketOfTheLedgerIsExplained(FrameVerdict verdict) throws IOException {
    assertThat(page()).contains("| `" + verdict.label() + "` |");
  }

  @ParameterizedTest
  @EnumSource(value = MessageDefect.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void everyDefectIsExplained(MessageDefect defect) throws IOException {
    assertThat(page()).contains("| `" + defect.label() + "` |");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Outcome.ANSWER,
        Outcome.NODATA,
        Outcome.REFERRAL,
        Outcome.TRUNCATED,
        Outcome.UNANSWERED,
        Outcome.CAPTURE_ENDED,
        Outcome.TABLE_FULL,
        Outcome.ONE_DIRECTION
      })
  void everyOutcomeThatIsNoRcodeIsExplained(int outcome) throws IOException {
    assertThat(page()).contains("| `" + new Outcome(outcome).label() + "` |");
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void everyTransportIsNamed(Transport transport) throws IOException {
    assertThat(page()).contains("`" + transport.label() + "`");
  }

  @ParameterizedTest
  @EnumSource(ExitStatus.class)
  void everyExitStatusIsExplained(ExitStatus status) throws IOException {
    assertThat(page()).contains("\n| " + status.code() + " |");
  }

  @Test
  void theSchemaIsNamed() throws IOException {
    assertThat(page()).contains("`" + Report.SCHEMA + "`");
  }

  static Stream<String> samples() {
    return Samples.names().stream();
  }

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  private static String json(String sample) throws IOException {
    CaptureInput input =
        CaptureInput.stream(
            sample, Channels.newChannel(new ByteArrayInputStream(Samples.octets(sample))));
    StringWriter out = new StringWriter();
    new JsonRenderer()
        .render(
            new Analyzer(AnalysisOptions.defaults()).analyze(new CaptureFiles(List.of(input))),
            out);
    return out.toString();
  }

  private static void collect(String path, JsonNode node, Set<String> paths) {
    if (node.isArray()) {
      node.forEach(element -> collect(path + "[]", element, paths));
    } else {
      node.forEachEntry((name, value) -> {
        String inner = path.isEmpty() ? name : path + "." + name;
        paths.add(inner);
        if (!COUNTS.contains(name) || value.isArray()) {
          collect(inner, value, paths);
        }
      });
    }
  }
}
