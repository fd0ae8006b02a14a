package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.analysis.SavedHead;
import dev.rcodestat.samples.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The page on saved results names everything that one holds, and nothing else.
class SavedResultsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "saved-results.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-zA-Z.\\[\\]]+)` \\|", Pattern.MULTILINE);

  /// Objects whose names are data.
  private static final Set<String> COUNTS = Set.of("ledger.buckets", "tally.roles");

  @TempDir private Path folder;

  @Test
  void namesAreThoseOfThePage() throws IOException {
    List<String> explained = new ArrayList<>();
    ROW.matcher(Files.readString(PAGE)).results().forEach(row -> explained.add(row.group(1)));
    Set<String> names = new TreeSet<>();
    collect("", saved(), names);

    assertThat(explained).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void theFormatIsNamed() throws IOException {
    assertThat(Files.readString(PAGE)).contains("`" + SavedHead.FORMAT + "`");
  }

  private JsonNode saved() throws IOException {
    String part = folder.resolve("part").toString();
    String capture = Samples.copyTo(folder, "resolvers.pcap").toString();
    Outcome.of("analyze", "--save", part, "--by", "leg", capture);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(part)))) {
      return new JsonMapper().readTree(in.readAllBytes());
    }
  }

  private static void collect(String path, JsonNode node, Set<String> names) {
    if (node.isArray()) {
      node.forEach(element -> collect(path + "[]", element, names));
    } else {
      node.forEachEntry((name, value) -> {
        String inner = path.isEmpty() ? name : path + "." + name;
        names.add(inner);
        if (!COUNTS.contains(inner)) {
          collect(inner, value, names);
        }
      });
    }
  }
}
