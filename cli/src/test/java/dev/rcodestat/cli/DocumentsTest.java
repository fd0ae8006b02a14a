package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents do not drift: what they point to is there.
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

  /// A name of a class, in the words of Java: `Tally`, `Tally.count`, `dns/Rcode`.
  private static final Pattern CLASS =
      Pattern.compile(
          "@?(?:[a-z]+/)*([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)?)(?:[.][a-z]\\w*)?(?:\\(.*\\))?");

  /// Names of the JDK, of libraries and of other things that have no source file here.
  private static final Set<String> FOREIGN = Set.of("ByteBuffer");

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsToAFile(String document) throws IOException {
    Path file = ROOT.resolve(document);
    assertThat(file).exists();

    assertThat(found(LINK, file).filter(target -> !target.matches("[a-z]+:.*|#.*")))
        .allSatisfy(
            target -> assertThat(file.resolveSibling(target.replaceFirst("#.*", ""))).exists());
  }

  @Test
  void thereAreLinks() throws IOException {
    assertThat(found(LINK, ROOT.resolve("README.md"))).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md"})
  void everyClassThatIsNamedIsThere(String document) throws IOException {
    List<String> names =
        found(CODE, ROOT.resolve(document))
            .map(code -> CLASS.matcher(code))
            .filter(matcher -> matcher.matches())
            .map(matcher -> matcher.group(1))
            .toList();

    assertThat(names).hasSizeGreaterThan(5).allMatch(classes()::contains);
  }

  static Stream<String> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      List<String> pages =
          docs.filter(page -> page.toString().endsWith(".md"))
              .map(page -> ROOT.relativize(page).toString())
              .sorted()
              .toList();
      return Stream.concat(
          Stream.of(
              "README.md",
              "ARCHITECTURE.md",
              "CONTRIBUTING.md",
              "sample-pcaps/README.md",
              "benchmarks/README.md"),
          pages.stream());
    }
  }

  private static Set<String> classes() throws IOException {
    Set<String> classes = new TreeSet<>(FOREIGN);
    for (String module : List.of("capture", "analysis", "cli", "sample-pcaps", "benchmarks")) {
      try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src"))) {
        sources
            .map(source -> source.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> classes.add(name.replace(".java", "")));
      }
    }
    return classes;
  }

  private static Stream<String> found(Pattern pattern, Path file) throws IOException {
    List<String> found =
        pattern.matcher(Files.readString(file)).results().map(DocumentsTest::group).toList();
    return found.stream();
  }

  private static String group(MatchResult match) {
    return match.group(1);
  }
}
