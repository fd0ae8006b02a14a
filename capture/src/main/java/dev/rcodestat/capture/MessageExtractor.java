package dev.rcodestat.capture;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.packet.FrameDecoder;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.wire.HotPath;

/// Makes messages out of frames, and enters every frame in the ledger. Single-threaded; allocates
/// nothing.
public final class MessageExtractor implements FrameHandler {
  private final FrameDecoder decoder;
  private final TimeRange range;
  private final MessageHandler handler;
  private final DnsMessageView message = new DnsMessageView();
  private final FrameLedger ledger = new FrameLedger();

  /// @param ports which ports carry DNS, mDNS and LLMNR
  /// @param range frames outside of it are only counted
  /// @param handler takes the messages
  public MessageExtractor(ServicePorts ports, TimeRange range, MessageHandler handler) {
    decoder = new FrameDecoder(ports);
    this.range = range;
    this.handler = handler;
  }

  @Override
  @HotPath
  public void onFrame(FrameView frame) {
    FrameVerdict verdict =
        range.contains(frame.timestampNanos) ? decode(frame) : FrameVerdict.OUTSIDE_TIME_RANGE;
    ledger.enter(verdict, frame.timestampNanos);
    if (verdict.holdsMessage()) {
      message.wrap(
          frame.memory,
          decoder.messageOffset(),
          decoder.messageCaptured(),
          decoder.messageLength());
      handler.onMessage(frame.timestampNanos, decoder.flow(), message);
    }
  }

  /// The account of the frames so far.
  public FrameLedger ledger() {
    return ledger;
  }

  private FrameVerdict decode(FrameView frame) {
    return decoder.decode(frame.memory, frame.offset, frame.captured, frame.length, frame.linkType);
  }
}
