package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rcodestat.capture.FrameHandler;
import dev.rcodestat.capture.FrameSource;
import dev.rcodestat.capture.InputSummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.testing.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// However many threads count, the report is the same.
class JobsTest {
  private static final int[] JOBS = {2, 3, 4, 9};

  static List<String> names() {
    return Samples.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theReportIsTheSameForAnyNumber(String name) {
    Report byOne = SampleReports.of(name);
    for (int jobs : JOBS) {
      Analyzer analyzer = new Analyzer(AnalysisOptions.defaults());
      assertThat(analyzer.analyze(SampleReports.files(name, jobs)))
          .as("%d jobs", jobs)
          .isEqualTo(byOne);
    }
  }

  @Test
  void whatGoesWrongWhereFramesAreReadIsThrown() {
    Analyzer analyzer = new Analyzer(AnalysisOptions.defaults());
    FrameSource broken =
        new FrameSource() {
          @Override
          public void forEachFrame(FrameHandler handler) {
            new Traffic().response(1, "192.0.2.53", 1, 2).forEachFrame(handler);
            throw new IllegalStateException("broken");
          }

          @Override
          public List<InputSummary> inputs() {
            return List.of();
          }
        };

    assertThatIllegalStateException()
        .isThrownBy(() -> analyzer.analyze(List.of(broken, broken)))
        .withMessage("broken");
  }
}
