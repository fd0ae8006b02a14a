package dev.rcodestat.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What holds for every report, checked on every sample as a reader of the output sees it.
class ReportLawsTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @ParameterizedTest
  @MethodSource("samples")
  void everyFrameIsInOneBucketOfTheLedger(String sample) {
    JsonNode report = json(sample);
    JsonNode ledger = report.get("ledger");

    assertThat(sum(ledger.get("buckets"))).isEqualTo(ledger.get("frames").asLong());
    assertThat(sum(report.get("inputs"), "frames")).isEqualTo(ledger.get("frames").asLong());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aMessageIsAQueryOrAResponse(String sample) {
    JsonNode messages = json(sample).get("messages");
    long total = messages.get("total").asLong();

    assertThat(messages.get("queries").asLong() + messages.get("responses").asLong())
        .isEqualTo(total);
    assertThat(sum(messages.get("byTransport"))).isEqualTo(total);
    assertThat(sum(messages.get("byOpcode"))).isEqualTo(total);
    assertThat(sum(messages.get("byDefect"))).isLessThanOrEqualTo(total);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyBreakdownOfTheResponsesHoldsThemAll(String sample) {
    JsonNode report = json(sample);
    JsonNode responses = report.get("responses");
    JsonNode timeline = report.get("timeline");
    long total = responses.get("total").asLong();

    assertThat(report.get("messages").get("responses").asLong()).isEqualTo(total);
    assertThat(sum(responses.get("byRcode"))).isEqualTo(total);
    assertThat(sum(responses.get("byServer"), "total")).isEqualTo(total);
    assertThat(sum(responses.get("byType"), "total")).isEqualTo(total);
    assertThat(sum(report.get("cells"), "responses")).isEqualTo(total);
    assertThat(sum(timeline.get("buckets"), "responses") + timeline.get("untimed").asLong())
        .isEqualTo(total);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aRowIsTheSumOfItsRcodes(String sample) {
    JsonNode report = json(sample);

    for (JsonNode row : report.get("responses").get("byServer")) {
      assertThat(sum(row.get("byRcode"))).isEqualTo(row.get("total").asLong()).isPositive();
    }
    for (JsonNode row : report.get("responses").get("byType")) {
      assertThat(sum(row.get("byRcode"))).isEqualTo(row.get("total").asLong()).isPositive();
    }
    for (JsonNode bucket : report.get("timeline").get("buckets")) {
      assertThat(sum(bucket.get("byRcode")))
          .isEqualTo(bucket.get("responses").asLong())
          .isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void rowsCellsAndTimeAreInOrder(String sample) {
    JsonNode report = json(sample);

    assertThat(numbers(report.get("responses").get("byServer"), "total"))
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(numbers(report.get("responses").get("byType"), "total"))
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(runs(texts(report.get("cells"), "server")))
        .as("the cells of a server stand together")
        .doesNotHaveDuplicates();
    assertThat(texts(report.get("timeline").get("buckets"), "start"))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  /// Each text once for every stretch of the list that it fills.
  private static List<String> runs(List<String> texts) {
    List<String> runs = new ArrayList<>();
    for (String text : texts) {
      if (runs.isEmpty() || !runs.getLast().equals(text)) {
        runs.add(text);
      }
    }
    return runs;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatWasSeenLiesInsideTheSpan(String sample) {
    JsonNode report = json(sample);

    for (JsonNode cell : report.get("cells")) {
      if (!cell.get("first").isNull()) {
        assertThat(
                List.of(
                    report.get("from").asString(),
                    cell.get("first").asString(),
                    cell.get("last").asString(),
                    report.get("to").asString()))
            .isSorted()
            .allMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.]\\d{9}Z"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theTextFitsATerminalOf80Columns(String sample) {
    assertThat(SampleReports.text(SampleReports.of(sample)).lines())
        .allSatisfy(line -> {
          assertThat(TerminalText.columns(line)).isLessThanOrEqualTo(80);
          assertThat(line).isEqualTo(line.stripTrailing());
        });
  }

  @ParameterizedTest
  @MethodSource("samples")
  void plainTextIsAscii(String sample) {
    String text =
        SampleReports.rendered(new TextRenderer(TextOptions.plain()), SampleReports.of(sample));

    assertThat(text).matches("[\\n -~]+").endsWith("\n").doesNotContain("\n\n\n");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSameCaptureGivesTheSameOctets(String sample) {
    assertThat(SampleReports.json(SampleReports.of(sample)))
        .isEqualTo(SampleReports.json(SampleReports.of(sample)));
  }

  static Stream<String> samples() {
    return SampleReports.names();
  }

  private static JsonNode json(String sample) {
    return MAPPER.readTree(SampleReports.json(SampleReports.of(sample)));
  }

  private static long sum(JsonNode counts) {
    return counts.values().stream().mapToLong(JsonNode::asLong).sum();
  }

  private static long sum(JsonNode rows, String name) {
    return numbers(rows, name).stream().mapToLong(Long::longValue).sum();
  }

  private static List<Long> numbers(JsonNode rows, String name) {
    List<Long> numbers = new ArrayList<>();
    rows.forEach(row -> numbers.add(row.get(name).asLong()));
    return numbers;
  }

  private static List<String> texts(JsonNode rows, String name) {
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(row.get(name).asString()));
    return texts;
  }
}
