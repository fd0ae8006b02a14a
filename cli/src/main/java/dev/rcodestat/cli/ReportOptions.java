package dev.rcodestat.cli;

import dev.rcodestat.packet.ServicePorts;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The options of every command that prints a report.
final class ReportOptions {
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

  /// Adds these options to a command.
  void addTo(CommandSpec command) {
    command.addOption(format).addOption(ports);
  }

  ReportFormat format() {
    return Optional.<ReportFormat>ofNullable(format.getValue()).orElse(ReportFormat.TEXT);
  }

  Set<Integer> ports() {
    return Optional.<Set<Integer>>ofNullable(ports.getValue())
        .orElse(Set.of(ServicePorts.DNS_PORT));
  }
}
