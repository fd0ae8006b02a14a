package dev.rcodestat.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every sample in every format, compared with the reports that were reviewed. `-Drcodestat.golden=write`
/// writes them anew, to be reviewed as a difference.
class GoldenReportTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
  private static final boolean IS_WRITING = "write".equals(System.getProperty("rcodestat.golden"));

  @ParameterizedTest
  @MethodSource("samples")
  void theTextIsTheReviewedOne(String sample) throws IOException {
    check(sample + ".txt", SampleReports.text(SampleReports.of(sample)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theJsonIsTheReviewedOne(String sample) throws IOException {
    Report report = SampleReports.of(sample);
    check(sample + ".json", SampleReports.json(report));
  }

  @Test
  void everyReviewedReportBelongsToASample() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> orphans =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !samples().toList().contains(name.replaceFirst("[.](txt|json)$", "")))
              .toList();

      assertThat(orphans).isEmpty();
    }
  }

  static Stream<String> samples() {
    return SampleReports.names();
  }

  private static void check(String name, String actual) throws IOException {
    Path golden = FOLDER.resolve(name);
    if (IS_WRITING) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, actual);
    }
    assertThat(golden).as("run with -Drcodestat.golden=write to make it").exists();
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
