package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.CaptureInput;
import dev.rcodestat.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A folder of captures that nobody here wrote, each with what tshark counts in it. The property
/// `rcodestat.corpus` names it; there `list.csv` has a line for each capture, and `truth/` a file.
class CorpusTest {
  @Test
  void everyCaptureOfTheCorpusGivesItsTruthOrIsListed() throws IOException {
    Path corpus = corpus();
    ObjectMapper json = new ObjectMapper();
    NotYet list = new NotYet("corpus-not-yet.csv");
    for (String file : files(corpus)) {
      Report report = report(corpus.resolve(file), 1);
      JsonNode counts = json.readTree(truth(corpus, file).toFile());
      list.enter(
          file,
          TruthComparison.differences(report, counts),
          TruthComparison.excess(report, counts));
    }
    System.out.println("Corpus: " + list.score());
    assertThat(list.faults()).isEmpty();
  }

  /// Its truth counts pairs among all DNS messages, on any port: it is compared where these are no more
  /// than those of port 53.
  @Test
  void everyCaptureOfTheCorpusGivesThePairsOfItsTruthOrIsListed() throws IOException {
    Path corpus = corpus();
    ObjectMapper json = new ObjectMapper();
    NotYet list = new NotYet("corpus-pairs-not-yet.csv");
    long pairs = 0;
    for (String file : files(corpus)) {
      JsonNode truth = json.readTree(truth(corpus, file).toFile());
      if (truth.at("/dns/messages").asLong() == truth.at("/dns53/messages").asLong()) {
        long theirs = truth.at("/matching/queries_with_response_in").asLong();
        long ours =
            report(corpus.resolve(file), 1).transactions().breakdown().byOutcome().answered();
        List<String> difference = List.of("pairs: " + ours + ", truth " + theirs);
        list.enter(
            file, ours == theirs ? List.of() : difference, ours > theirs ? difference : List.of());
        pairs += theirs;
      }
    }
    System.out.println("Corpus, " + pairs + " pairs of messages: " + list.score());
    assertThat(list.faults()).isEmpty();
  }

  @Test
  void everyCaptureOfTheCorpusGivesTheSameReportForAnyNumberOfJobs() throws IOException {
    Path corpus = corpus();
    for (String file : files(corpus)) {
      Path capture = corpus.resolve(file);
      assertThat(report(capture, 3)).as(file).isEqualTo(report(capture, 1));
    }
  }

  private static Path corpus() {
    String folder = System.getProperty("rcodestat.corpus", "");
    if (folder.isEmpty()) {
      abort("the property rcodestat.corpus names no folder: nothing is compared with the corpus");
    }
    return Path.of(folder);
  }

  private static Path truth(Path corpus, String file) {
    return corpus.resolve("truth").resolve(file.replace("/", "__") + ".json");
  }

  private static Report report(Path capture, int jobs) {
    List<CaptureInput> input = List.of(CaptureInput.file(capture.toString()));
    return new Analyzer(AnalysisOptions.defaults()).analyze(CaptureFiles.several(input, jobs));
  }

  /// The first column, below its heading.
  private static List<String> files(Path corpus) throws IOException {
    return Files.readAllLines(corpus.resolve("list.csv")).stream()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .toList();
  }
}
