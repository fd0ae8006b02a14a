package dev.rcodestat.capture;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.packet.FlowView;

/// Takes messages, one at a time, on the source's thread: the boundary between capture and
/// analysis.
@FunctionalInterface
public interface MessageHandler {
  /// A message whose header is whole. Both views are borrowed: valid until this method returns.
  ///
  /// @param timestampNanos nanoseconds since 1970-01-01T00:00:00Z, or [FrameView#NO_TIMESTAMP]
  void onMessage(long timestampNanos, FlowView flow, DnsMessageView message);
}
