package dev.rcodestat;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rcodestat.wire.HotPath;
import java.io.FileDescriptor;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the table of packages: who may use whom. A change of the table is a decision, with its record in
/// docs/decisions.
@NullMarked
class ArchitectureTest {
  private static final String ROOT = "dev.rcodestat.";

  /// Each package with those that it may use, and no others: not what those use in turn.
  private static final Map<String, Set<String>> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("wire", Set.of()),
              Map.entry("dns", Set.of("wire")),
              Map.entry("packet", Set.of("wire")),
              Map.entry("reassembly", Set.of("wire", "packet")),
              Map.entry("compression", Set.of("wire")),
              // wire: capture files have octets of their own
              Map.entry("capture", Set.of("wire", "packet", "reassembly", "dns", "compression")),
              Map.entry("capture.live", Set.of("capture", "packet")),
              Map.entry("saved", Set.of()),
              Map.entry("transaction", Set.of("wire", "capture", "packet", "dns", "saved")),
              Map.entry("zone", Set.of("wire")),
              // packet: the flow of a message; wire: the promise of a hot path
              Map.entry("tally", Set.of("wire", "packet", "dns", "transaction", "zone", "saved")),
              Map.entry("report", Set.of("dns")),
              Map.entry("detect", Set.of("tally", "report")),
              Map.entry("diagnose", Set.of("tally", "report", "dns")),
              Map.entry("reference", Set.of("dns")),
              Map.entry(
                  "analysis",
                  Set.of(
                      "wire",
                      "packet",
                      "dns",
                      "capture",
                      "saved",
                      "transaction",
                      "zone",
                      "tally",
                      "report",
                      "detect",
                      "diagnose",
                      "reference")),
              Map.entry("render", Set.of("report", "reference", "dns")),
              Map.entry("screen", Set.of("report", "reference", "dns")),
              Map.entry("metrics", Set.of("report", "reference", "dns")),
              Map.entry(
                  "cli",
                  Set.of(
                      "wire",
                      "packet",
                      "dns",
                      "capture",
                      "capture.live",
                      "saved",
                      "transaction",
                      "tally",
                      "report",
                      "detect",
                      "diagnose",
                      "reference",
                      "analysis",
                      "render",
                      "screen",
                      "metrics"))));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/dev/rcodestat/samples/"))
          .importPackages("dev.rcodestat");

  @Test
  void everyPackageIsInTheTable() {
    List<String> packages =
        CLASSES.stream()
            .map(type -> type.getPackageName().replaceFirst("^dev[.]rcodestat[.]?", ""))
            .distinct()
            .toList();

    assertThat(packages).isNotEmpty().isSubsetOf(MAY_USE.keySet());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyThoseThatTheTableNames(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), MAY_USE.getOrDefault(name, Set.of()).stream())
            .map(ROOT::concat)
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> forbidden =
        resideInAPackage("dev.rcodestat..")
            .and(DescribedPredicate.not(resideInAnyPackage(allowed)));

    noClasses()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .dependOnClassesThat(forbidden.as("are in a package other than " + Arrays.asList(allowed)))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  static Set<String> packages() {
    return MAY_USE.keySet();
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching("dev.rcodestat.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void aLibraryIsImportedInItsPackagesOnly(String library, String[] packages) {
    noClasses()
        .that()
        .resideOutsideOfPackages(Stream.of(packages).map(ROOT::concat).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  static Stream<Arguments> libraries() {
    return Stream.of(
        libraryOf("org.pcap4j..", "capture.live"),
        libraryOf("com.github.luben..", "compression"),
        libraryOf("net.jpountz..", "compression"),
        libraryOf("org.tukaani..", "compression"),
        libraryOf("org.HdrHistogram..", "tally"),
        libraryOf("com.google..", "zone"),
        libraryOf("picocli..", "cli"),
        libraryOf("tools.jackson..", "render", "saved"));
  }

  private static Arguments libraryOf(String library, String... packages) {
    return Arguments.of(library, packages);
  }

  @Test
  void onlyCommandsKnowStandardStreamsAndEndTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.rcodestat.cli")
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(FileDescriptor.class)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(each -> !isNullMarked(each))
            .map(JavaPackage::getName)
            .toList();

    assertThat(unmarked).isEmpty();
  }

  private static boolean isNullMarked(JavaPackage javaPackage) {
    return javaPackage
        .tryGetPackageInfo()
        .map(info -> info.isAnnotatedWith(NullMarked.class))
        .orElse(false);
  }

  @Test
  void hotPathsCallNothingThatAllocates() {
    List<String> calls =
        CLASSES.stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(ArchitectureTest::isHot)
            .flatMap(method -> method.getMethodCallsFromSelf().stream())
            .filter(ArchitectureTest::allocates)
            .map(JavaMethodCall::getDescription)
            .toList();

    assertThat(calls).isEmpty();
  }

  @Test
  void thereAreHotPaths() {
    assertThat(CLASSES.stream().flatMap(type -> type.getMethods().stream()))
        .anyMatch(ArchitectureTest::isHot);
  }

  private static boolean isHot(JavaCodeUnit method) {
    return method.isAnnotatedWith(HotPath.class)
        || method.getOwner().isAnnotatedWith(HotPath.class);
  }

  private static boolean allocates(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    String method = call.getTarget().getName();
    return owner.getPackageName().equals("java.util.stream")
        || owner.isEquivalentTo(Optional.class)
        || owner.isEquivalentTo(StringBuilder.class)
        || owner.isEquivalentTo(String.class)
        || owner.isAssignableTo(Iterator.class)
        || method.equals("iterator")
        || (method.equals("valueOf") && owner.isAssignableTo(Number.class));
  }
}
