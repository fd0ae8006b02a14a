package dev.rcodestat.cli;

import dev.rcodestat.packet.ServicePorts;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/// The options of every command that prints a report.
final class ReportOptions {
  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      completionCandidates = ReportFormat.Candidates.class,
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: text.")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      split = ",",
      splitSynopsisLabel = ",",
      converter = Port.class,
      description =
          "Ports that carry DNS, 1 to 65535, instead of 53; name 53 too if it is one of them. 5353"
              + " (mDNS) and 5355 (LLMNR) are counted apart unless named here. Default: 53.")
  private Set<Integer> ports = new LinkedHashSet<>();

  ReportFormat format() {
    return format;
  }

  Set<Integer> ports() {
    return ports.isEmpty() ? Set.of(ServicePorts.DNS_PORT) : ports;
  }
}
