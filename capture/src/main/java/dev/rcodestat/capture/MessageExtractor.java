package dev.rcodestat.capture;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.FrameDecoder;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.reassembly.FragmentReassembler;
import dev.rcodestat.reassembly.StreamMessageHandler;
import dev.rcodestat.reassembly.TcpReassembler;
import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;

/// Makes messages out of frames, and enters every frame in the ledger. Single-threaded; allocates
/// nothing for messages in datagrams.
public final class MessageExtractor implements FrameHandler {
  private final FrameDecoder decoder;

  /// For packets that are given up while the other one's findings are still needed.
  private final FrameDecoder beginnings;

  private final TimeRange range;
  private final FrameFilter filter;
  private final MessageOctetsHandler whole;
  private final MessageOctetsHandler incomplete;
  private final FrameLedger ledger = new FrameLedger();
  private final FragmentReassembler fragments =
      new FragmentReassembler(ledger::move, this::onIncompletePacket);
  private final TcpReassembler streams;

  /// @param ports which ports carry DNS, mDNS and LLMNR
  /// @param range frames outside of it are only counted
  /// @param whole takes the messages
  /// @param incomplete takes the beginnings of messages that were not whole on the wire, as far as the
  ///     capture shows
  public MessageExtractor(
      ServicePorts ports, TimeRange range, MessageHandler whole, MessageHandler incomplete) {
    this(ports, range, FrameFilter.ALL, new MessageReader(whole), new MessageReader(incomplete));
  }

  /// @param ports which ports carry DNS, mDNS and LLMNR
  /// @param range frames outside of it are only counted
  /// @param filter of the frames inside, those that it does not match are only counted
  /// @param whole takes the messages
  /// @param incomplete takes the beginnings of messages that were not whole on the wire, as far as the
  ///     capture shows
  public MessageExtractor(
      ServicePorts ports,
      TimeRange range,
      FrameFilter filter,
      MessageOctetsHandler whole,
      MessageOctetsHandler incomplete) {
    decoder = new FrameDecoder(ports);
    beginnings = new FrameDecoder(ports);
    streams = new TcpReassembler(ledger::move, new StreamMessages(ports));
    this.range = range;
    this.filter = filter;
    this.whole = whole;
    this.incomplete = incomplete;
  }

  @Override
  @HotPath
  public void onFrame(FrameView frame) {
    FrameVerdict verdict = judge(frame);
    if (verdict.holdsMessage()) {
      handMessageOn(frame.timestampNanos, frame.memory);
    } else if (verdict.holdsPart()) {
      verdict = reassemble(frame, verdict);
    } else if (verdict == FrameVerdict.LINK_TYPE_NOT_DECODED) {
      ledger.noteLinkType(frame.linkType);
    }
    ledger.enter(verdict, frame.timestampNanos);
  }

  /// Gives up what still waits for more frames; to be called after the last one.
  public void finish() {
    fragments.finish();
    streams.finish();
  }

  /// The account of the frames so far.
  public FrameLedger ledger() {
    return ledger;
  }

  /// Gaps in TCP streams, of which the octets were sent but not captured.
  public long streamGaps() {
    return streams.gaps();
  }

  /// Messages in TCP streams without a whole header.
  public long headerlessMessages() {
    return streams.headerless();
  }

  /// TCP connections that gave way to others because a bound was hit.
  public long connectionsEvicted() {
    return streams.evicted();
  }

  @HotPath
  private FrameVerdict judge(FrameView frame) {
    if (!range.contains(frame.timestampNanos)) {
      return FrameVerdict.OUTSIDE_TIME_RANGE;
    }
    if (!filter.matches(frame.memory, frame.offset, frame.captured, frame.length, frame.linkType)) {
      return FrameVerdict.NOT_MATCHED_BY_FILTER;
    }
    return decoder.decode(frame.memory, frame.offset, frame.captured, frame.length, frame.linkType);
  }

  private void handMessageOn(long timestampNanos, ByteBuffer memory) {
    whole.onMessage(
        timestampNanos,
        decoder.flow(),
        memory,
        decoder.payloadOffset(),
        decoder.payloadCaptured(),
        decoder.payloadLength());
  }

  private FrameVerdict reassemble(FrameView frame, FrameVerdict part) {
    FrameVerdict verdict = part;
    ByteBuffer memory = frame.memory;
    while (verdict == FrameVerdict.FRAGMENT_HELD) {
      verdict = addFragment(frame.timestampNanos, memory);
      if (verdict != FrameVerdict.FRAGMENT_REASSEMBLED) {
        return verdict;
      }
      memory = fragments.memory();
      verdict =
          decoder.decodePayload(
              memory, 0, fragments.captured(), fragments.length(), fragments.protocol());
    }
    if (verdict.holdsMessage()) {
      handMessageOn(frame.timestampNanos, memory);
    } else if (verdict == FrameVerdict.TCP_DNS) {
      verdict = addToStream(frame.timestampNanos, memory);
    }
    return verdict;
  }

  private FrameVerdict addFragment(long timestampNanos, ByteBuffer memory) {
    return fragments.add(
        timestampNanos,
        decoder.flow(),
        decoder.fragment(),
        memory,
        decoder.payloadOffset(),
        decoder.payloadCaptured(),
        decoder.payloadLength());
  }

  private FrameVerdict addToStream(long timestampNanos, ByteBuffer memory) {
    return streams.add(
        timestampNanos,
        decoder.flow(),
        decoder.tcp(),
        memory,
        decoder.payloadOffset(),
        decoder.payloadCaptured(),
        decoder.payloadLength());
  }

  /// A lone first fragment may hold the header of a message.
  private void onIncompletePacket(
      long timestampNanos, FlowView addresses, ByteBuffer memory, int captured, int protocol) {
    if (beginnings.decodePayload(addresses, memory, 0, captured, protocol).holdsMessage()) {
      incomplete.onMessage(
          timestampNanos,
          beginnings.flow(),
          memory,
          beginnings.payloadOffset(),
          beginnings.payloadCaptured(),
          beginnings.payloadLength());
    }
  }

  private final class StreamMessages implements StreamMessageHandler {
    private final MessageStart start;

    StreamMessages(ServicePorts ports) {
      start = new MessageStart(ports);
    }

    @Override
    public void onMessage(
        long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
      whole.onMessage(nanos, flow, memory, offset, captured, length);
    }

    @Override
    public void onIncompleteMessage(
        long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
      if (start.fits(flow, memory, offset, captured, length)) {
        incomplete.onMessage(nanos, flow, memory, offset, captured, length);
      }
    }

    @Override
    public boolean isMessageStart(FlowView flow, ByteBuffer memory, int offset, int captured) {
      return start.isAt(flow, memory, offset, captured);
    }
  }
}
