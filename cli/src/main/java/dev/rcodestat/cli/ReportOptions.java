package dev.rcodestat.cli;

import dev.rcodestat.analysis.AddressFileException;
import dev.rcodestat.analysis.AddressNaming;
import dev.rcodestat.analysis.AddressPseudonyms;
import dev.rcodestat.analysis.AnalysisOptions;
import dev.rcodestat.analysis.HostNames;
import dev.rcodestat.analysis.ResolverExpression;
import dev.rcodestat.analysis.WhereExpression;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.tally.Resolvers;
import dev.rcodestat.tally.Selection;
import dev.rcodestat.transaction.MatchingRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The options of every command that prints a report.
final class ReportOptions {
  /// Beyond what any capture spans.
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final OptionSpec format =
      OptionSpec.builder("-f", "--format")
          .paramLabel("FORMAT")
          .type(ReportFormat.class)
          .completionCandidates(new ReportFormat.Candidates())
          .description("Output format: ${COMPLETION-CANDIDATES}. Default: text.")
          .build();

  private final OptionSpec ports =
      OptionSpec.builder("-p", "--port")
          .paramLabel("PORT")
          .type(Set.class)
          .auxiliaryTypes(Integer.class)
          .splitRegex(",")
          .splitRegexSynopsisLabel(",")
          .converters(new Port())
          .description(
              "Ports that carry DNS, 1 to 65535, instead of 53; name 53 too if it is one of them."
                  + " 5353 (mDNS) and 5355 (LLMNR) are counted apart unless named here. Default:"
                  + " 53.")
          .build();

  private final OptionSpec timeout =
      OptionSpec.builder("--timeout")
          .paramLabel("TIME")
          .type(Duration.class)
          .converters(new Span())
          .description(
              "How long after it was last sent a query can be answered; then it counts as"
                  + " unanswered. Default: 5s.")
          .build();

  private final OptionSpec skew =
      OptionSpec.builder("--skew")
          .paramLabel("TIME")
          .type(Duration.class)
          .converters(new Span())
          .description("How much earlier than its query a response may be captured. Default: 10ms.")
          .build();

  private final OptionSpec where =
      OptionSpec.builder("--where")
          .paramLabel("CONDITIONS")
          .type(String.class)
          .description(
              "Counts only transactions, and responses without one, that meet all of these:"
                  + " 'rcode=SERVFAIL server=192.0.2.1 type!=A,AAAA'. Names are rcode, outcome, and"
                  + " those of --by; addresses may be networks. Where resolver or leg is among them"
                  + " and no --resolver is given, files are read twice.")
          .build();

  private final OptionSpec by =
      OptionSpec.builder("--by")
          .paramLabel("DIMENSION")
          .type(List.class)
          .auxiliaryTypes(Dimension.class)
          .splitRegex(",")
          .splitRegexSynopsisLabel(",")
          .converters(new DimensionName())
          .completionCandidates(DimensionName.CANDIDATES)
          .description("One more table, by these: ${COMPLETION-CANDIDATES}.")
          .build();

  private final OptionSpec resolvers =
      OptionSpec.builder("--resolver")
          .paramLabel("SERVICE[=EGRESS,...]")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .description(
              "A resolver for --by and --where: the address that it answers on, and those that it asks"
                  + " from besides; or their names of --hosts. Name all of them, each with an option of"
                  + " its own. Default: whoever answers with recursion available and asks others.")
          .build();

  private final OptionSpec top =
      OptionSpec.builder("--top")
          .paramLabel("N")
          .type(Integer.class)
          .description("Rows of each table in a text report. Default: as many as suit it.")
          .build();

  private final OptionSpec hosts =
      OptionSpec.builder("--hosts")
          .paramLabel("FILE")
          .type(Path.class)
          .description("Names for addresses, in the format of /etc/hosts.")
          .build();

  private final OptionSpec anonymize =
      OptionSpec.builder("--anonymize")
          .type(Boolean.class)
          .arity("0")
          .description(
              "Shows client addresses as pseudonyms (Crypto-PAn): those of one network stay in one"
                  + " network. Each run has pseudonyms of its own, unless it is given a key.")
          .build();

  private final OptionSpec anonymizeKey =
      OptionSpec.builder("--anonymize-key")
          .paramLabel("FILE")
          .type(Path.class)
          .description(
              "Shows client addresses as the pseudonyms of a key: 64 hexadecimal digits in a file.")
          .build();

  /// Adds those that are about the printing, not the counting.
  void addThoseOfPrintingTo(CommandSpec command) {
    command
        .addOption(format)
        .addOption(top)
        .addOption(hosts)
        .addOption(anonymize)
        .addOption(anonymizeKey);
  }

  /// Adds these options to a command.
  void addTo(CommandSpec command) {
    command
        .addOption(format)
        .addOption(ports)
        .addOption(where)
        .addOption(by)
        .addOption(resolvers)
        .addOption(top)
        .addOption(hosts)
        .addOption(anonymize)
        .addOption(anonymizeKey)
        .addOption(timeout)
        .addOption(skew);
  }

  ReportFormat format() {
    return Optional.<ReportFormat>ofNullable(format.getValue()).orElse(ReportFormat.TEXT);
  }

  /// The rows of a table; empty for as many as suit it.
  OptionalInt rows() {
    Integer count = top.getValue();
    if (count == null) {
      return OptionalInt.empty();
    }
    if (count < 1) {
      throw new ParameterException(
          top.command().commandLine(), "--top takes a number from 1 on, not " + count);
    }
    return OptionalInt.of(count);
  }

  /// What they say on how to analyze.
  AnalysisOptions analysis() {
    AnalysisOptions defaults = AnalysisOptions.defaults();
    AddressNaming naming = naming();
    AnalysisOptions options =
        defaults
            .withDnsPorts(
                Optional.<Set<Integer>>ofNullable(ports.getValue()).orElse(defaults.dnsPorts()))
            .withBy(Optional.<List<Dimension>>ofNullable(by.getValue()).orElse(List.of()))
            .withNaming(naming)
            .withSelection(selection())
            .withMatching(
                new MatchingRules(
                    nanos(timeout).orElse(defaults.matching().timeoutNanos()),
                    nanos(skew).orElse(defaults.matching().skewNanos())));
    return resolvers(naming.hosts()).map(options::withResolvers).orElse(options);
  }

  /// Empty where none is named, so that they have to be found.
  private Optional<Resolvers> resolvers(HostNames names) {
    try {
      return Optional.<List<String>>ofNullable(resolvers.getValue())
          .map(expressions -> ResolverExpression.parse(expressions, names));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          resolvers.command().commandLine(), "--resolver: " + e.getMessage());
    }
  }

  private Selection selection() {
    String conditions = where.getValue();
    if (conditions == null || conditions.isBlank()) {
      return Selection.ALL;
    }
    try {
      return WhereExpression.parse(conditions);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(where.command().commandLine(), "--where: " + e.getMessage());
    }
  }

  /// What they say on how addresses are shown.
  AddressNaming naming() {
    Path hostsFile = hosts.getValue();
    Path key = anonymizeKey.getValue();
    boolean wanted = Optional.<Boolean>ofNullable(anonymize.getValue()).orElse(false);
    try {
      return new AddressNaming(
          hostsFile == null ? HostNames.none() : HostNames.read(hostsFile),
          key != null
              ? Optional.of(AddressPseudonyms.read(key))
              : wanted ? Optional.of(AddressPseudonyms.random()) : Optional.empty());
    } catch (AddressFileException e) {
      throw new ParameterException(hosts.command().commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Long> nanos(OptionSpec option) {
    return Optional.<Duration>ofNullable(option.getValue())
        .map(time -> time.compareTo(LONGEST) < 0 ? time : LONGEST)
        .map(Duration::toNanos);
  }
}
