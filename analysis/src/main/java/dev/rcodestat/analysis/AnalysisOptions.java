package dev.rcodestat.analysis;

import dev.rcodestat.capture.FrameFilter;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.packet.ServicePorts;
import java.util.Set;

/// What to look at.
///
/// @param dnsPorts the ports that carry DNS, each 1 to 65,535
/// @param range the stretch of time to look at
/// @param filter which frames of that time to look at
public record AnalysisOptions(Set<Integer> dnsPorts, TimeRange range, FrameFilter filter) {
  public AnalysisOptions {
    dnsPorts = Set.copyOf(dnsPorts);
  }

  /// All frames of a stretch of time.
  public AnalysisOptions(Set<Integer> dnsPorts, TimeRange range) {
    this(dnsPorts, range, FrameFilter.ALL);
  }

  /// Port 53, all of the time.
  public static AnalysisOptions defaults() {
    return new AnalysisOptions(Set.of(ServicePorts.DNS_PORT), TimeRange.ALL);
  }
}
