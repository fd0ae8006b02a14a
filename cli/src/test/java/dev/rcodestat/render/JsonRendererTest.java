package dev.rcodestat.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.FailureRanking;
import dev.rcodestat.report.FailureSummary;
import dev.rcodestat.report.Report;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonRendererTest {
  @Test
  void namesThatHoldAnythingComeBackUnchangedAndAreAsciiOnTheWay() {
    String name = "\"\\\u0000\u001b[31m\n\u007f\u0085\u2028\u202e\ud800 \uD83D\uDE00é";
    String json = SampleReports.json(new ReportBuilding().input(name).build());

    assertThat(json).matches("[\\n -~]+");
    assertThat(read(json).get("inputs").get(0).get("name").asString()).isEqualTo(name);
  }

  @Test
  void whatIsNotThereIsNull() {
    JsonNode report = read(SampleReports.json(new ReportBuilding().input("a").build()));

    assertThat(report.get("from").isNull()).isTrue();
    assertThat(report.get("to").isNull()).isTrue();
    assertThat(report.get("inputs").get(0).get("problem").isNull()).isTrue();
  }

  @Test
  void linesEndWithALineFeedAndTheLastOneToo() {
    assertThat(SampleReports.json(new ReportBuilding().build()))
        .startsWith("{\n  \"schema\": \"rcodestat.report/1\",\n  \"from\": null,\n")
        .contains("\"inputs\": [],\n")
        .contains("\"byRcode\": {},\n")
        .endsWith("\n}\n");
  }

  @Test
  void anEdeIsNamedByItsCode() {
    JsonNode report = read(SampleReports.json(new ReportBuilding().extendedError(22, 7).build()));

    assertThat(report.get("responses").get("byEde").get("22").asLong()).isEqualTo(7);
  }

  @Test
  void rcodesThatABucketDoesNotTellApartComeLastAndCountAsItsResponses() {
    String json =
        SampleReports.json(
            new ReportBuilding()
                .at(ReportBuilding.NOON, Rcode.SERVFAIL, 3)
                .otherRcodesAt(ReportBuilding.NOON, 4)
                .at(ReportBuilding.NOON.plusSeconds(1), Rcode.SERVFAIL, 5)
                .build());
    JsonNode buckets = read(json).get("timeline").get("buckets");

    assertThat(buckets.get(0).get("responses").asLong()).isEqualTo(7);
    assertThat(buckets.get(0).get("byRcode").propertyNames()).containsExactly("SERVFAIL", "other");
    assertThat(buckets.get(0).get("byRcode").get("other").asLong()).isEqualTo(4);
    assertThat(buckets.get(1).get("byRcode").has("other")).isFalse();
  }

  @Test
  void failuresHaveTheirErrorsAndNamesThatHoldAnything() {
    String name = "\"\\\u001b[31m\n\u007f.example";
    FailureRanking names =
        new FailureRanking(false, 3, List.of(new FailureRanking.Row(name, 5, 2)));
    FailureSummary failures =
        new FailureSummary(9, 4, FailureRanking.NONE, names, FailureRanking.NONE);
    String json = SampleReports.json(new ReportBuilding().failures(failures).build());
    JsonNode byName = read(json).get("failures").get("byName");

    assertThat(json).matches("[\\n -~]+");
    assertThat(byName.get("exact").asBoolean()).isFalse();
    assertThat(byName.get("mostMissed").asLong()).isEqualTo(3);
    assertThat(byName.get("rows").get(0).get("name").asString()).isEqualTo(name);
    assertThat(byName.get("rows").get(0).get("count").asLong()).isEqualTo(5);
    assertThat(byName.get("rows").get(0).get("error").asLong()).isEqualTo(2);
    assertThat(read(json).get("failures").get("nameless").asLong()).isEqualTo(4);
    assertThat(read(json).get("exact").asBoolean()).isFalse();
  }

  @Test
  void aFailureToWriteIsTheWritersOwn() {
    Report report = new ReportBuilding().input("x".repeat(100_000)).build();

    assertThatThrownBy(() -> new JsonRenderer().render(report, new ClosedPipe()))
        .isInstanceOf(IOException.class)
        .hasMessage("Broken pipe");
  }

  private static JsonNode read(String json) {
    return new JsonMapper().readTree(json);
  }

  private static final class ClosedPipe extends Writer {
    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
      throw new IOException("Broken pipe");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
