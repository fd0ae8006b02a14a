package dev.rcodestat.capture;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.FrameDecoder;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.reassembly.FragmentReassembler;
import dev.rcodestat.reassembly.FrameMoves;
import dev.rcodestat.reassembly.StreamMessageHandler;
import dev.rcodestat.reassembly.TcpReassembler;
import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Makes messages out of frames, and enters every frame in the ledger. Single-threaded; allocates
/// nothing for messages in datagrams.
///
/// Of several that divide the traffic ([TrafficShares]) each decodes every frame, as far as it takes to
/// know whose it is: the one that looks after its share enters it in the ledger, so that the ledgers add
/// up. What belongs to no share, the one with the first share enters. Fragments are put together by all of
/// them, since whose a packet is may be known only when it is whole.
public final class MessageExtractor implements FrameHandler {
  private final FrameDecoder decoder;

  /// For packets that are given up while the other one's findings are still needed.
  private final FrameDecoder beginnings;

  private final TimeRange range;
  private final FrameFilter filter;
  private final TrafficShares shares;
  private final FrameLedger ledger = new FrameLedger();
  private final FragmentReassembler fragments;

  /// For each share its streams; null for those that somebody else looks after.
  private final @Nullable TcpReassembler[] streams;

  /// Whether what belongs to no share is entered here.
  private final boolean hasFirst;

  /// @param ports which ports carry DNS, mDNS and LLMNR
  /// @param range frames outside of it are only counted
  /// @param whole takes the messages
  /// @param incomplete takes the beginnings of messages that were not whole on the wire, as far as the
  ///     capture shows
  public MessageExtractor(
      ServicePorts ports, TimeRange range, MessageHandler whole, MessageHandler incomplete) {
    this(
        ports,
        range,
        FrameFilter.ALL,
        TrafficShares.undivided(new MessageReader(whole, incomplete)));
  }

  /// @param ports which ports carry DNS, mDNS and LLMNR
  /// @param range frames outside of it are only counted
  /// @param filter of the frames inside, those that it does not match are only counted
  /// @param shares who takes the messages
  public MessageExtractor(
      ServicePorts ports, TimeRange range, FrameFilter filter, TrafficShares shares) {
    decoder = new FrameDecoder(ports);
    beginnings = new FrameDecoder(ports);
    this.range = range;
    this.filter = filter;
    this.shares = shares;
    hasFirst = shares.taker(0) != null;
    FrameMoves moves = hasFirst ? ledger::move : (_, _, _) -> {};
    fragments = new FragmentReassembler(moves, this::onIncompletePacket);
    streams = new @Nullable TcpReassembler[shares.count()];
    for (int share = 0; share < streams.length; share++) {
      MessageTaker taker = shares.taker(share);
      if (taker != null) {
        StreamMessages messages = new StreamMessages(ports, taker);
        streams[share] = TcpReassembler.ofShare(ledger::move, messages, streams.length);
      }
    }
  }

  @Override
  @HotPath
  public void onFrame(FrameView frame) {
    FrameVerdict verdict = judge(frame);
    if (verdict.holdsMessage()) {
      MessageTaker taker = shares.taker(shares.shareOf(decoder.flow()));
      if (taker != null) {
        handOn(taker, frame.timestampNanos, frame.memory);
        ledger.enter(verdict, frame.timestampNanos);
      }
    } else if (verdict.holdsPart()) {
      reassemble(frame, verdict);
    } else if (hasFirst) {
      if (verdict == FrameVerdict.LINK_TYPE_NOT_DECODED) {
        ledger.noteLinkType(frame.linkType);
      }
      ledger.enter(verdict, frame.timestampNanos);
    }
  }

  /// Gives up what still waits for more frames; to be called after the last one.
  public void finish() {
    fragments.finish();
    for (TcpReassembler ofShare : streams) {
      if (ofShare != null) {
        ofShare.finish();
      }
    }
  }

  /// The account of the frames so far.
  public FrameLedger ledger() {
    return ledger;
  }

  /// Gaps in TCP streams, of which the octets were sent but not captured.
  public long streamGaps() {
    return sum(TcpReassembler::gaps);
  }

  /// Messages in TCP streams without a whole header.
  public long headerlessMessages() {
    return sum(TcpReassembler::headerless);
  }

  /// TCP connections that gave way to others because a bound was hit.
  public long connectionsEvicted() {
    return sum(TcpReassembler::evicted);
  }

  private long sum(ToLongFunction<TcpReassembler> counter) {
    return Arrays.stream(streams).filter(Objects::nonNull).mapToLong(counter).sum();
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

  @HotPath
  private void handOn(MessageTaker taker, long timestampNanos, ByteBuffer memory) {
    taker.onMessage(
        timestampNanos,
        decoder.flow(),
        memory,
        decoder.payloadOffset(),
        decoder.payloadCaptured(),
        decoder.payloadLength());
  }

  private void reassemble(FrameView frame, FrameVerdict part) {
    FrameVerdict verdict = part;
    ByteBuffer memory = frame.memory;
    while (verdict == FrameVerdict.FRAGMENT_HELD) {
      verdict = addFragment(frame.timestampNanos, memory);
      if (verdict != FrameVerdict.FRAGMENT_REASSEMBLED) {
        enterIfFirst(verdict, frame.timestampNanos);
        return;
      }
      memory = fragments.memory();
      verdict =
          decoder.decodePayload(
              memory, 0, fragments.captured(), fragments.length(), fragments.protocol());
    }
    if (verdict.holdsMessage() || verdict == FrameVerdict.TCP_DNS) {
      handOnPart(verdict, frame.timestampNanos, memory);
    } else {
      enterIfFirst(verdict, frame.timestampNanos);
    }
  }

  /// Hands on what belongs to a share, where somebody takes it.
  private void handOnPart(FrameVerdict verdict, long timestampNanos, ByteBuffer memory) {
    int share = shares.shareOf(decoder.flow());
    MessageTaker taker = shares.taker(share);
    TcpReassembler ofShare = streams[share];
    if (taker == null || ofShare == null) {
      return;
    }
    if (verdict == FrameVerdict.TCP_DNS) {
      ledger.enter(addToStream(ofShare, timestampNanos, memory), timestampNanos);
    } else {
      handOn(taker, timestampNanos, memory);
      ledger.enter(verdict, timestampNanos);
    }
  }

  private void enterIfFirst(FrameVerdict verdict, long timestampNanos) {
    if (hasFirst) {
      ledger.enter(verdict, timestampNanos);
    }
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

  private FrameVerdict addToStream(TcpReassembler ofShare, long timestampNanos, ByteBuffer memory) {
    return ofShare.add(
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
      MessageTaker taker = shares.taker(shares.shareOf(beginnings.flow()));
      if (taker != null) {
        taker.onIncompleteMessage(
            timestampNanos,
            beginnings.flow(),
            memory,
            beginnings.payloadOffset(),
            beginnings.payloadCaptured(),
            beginnings.payloadLength());
      }
    }
  }

  private static final class StreamMessages implements StreamMessageHandler {
    private final MessageStart start;
    private final MessageTaker taker;

    StreamMessages(ServicePorts ports, MessageTaker taker) {
      start = new MessageStart(ports);
      this.taker = taker;
    }

    @Override
    public void onMessage(
        long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
      taker.onMessage(nanos, flow, memory, offset, captured, length);
    }

    @Override
    public void onIncompleteMessage(
        long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
      if (start.fits(flow, memory, offset, captured, length)) {
        taker.onIncompleteMessage(nanos, flow, memory, offset, captured, length);
      }
    }

    @Override
    public boolean isMessageStart(FlowView flow, ByteBuffer memory, int offset, int captured) {
      return start.isAt(flow, memory, offset, captured);
    }
  }
}
