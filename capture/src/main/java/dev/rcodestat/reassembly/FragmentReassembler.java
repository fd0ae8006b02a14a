package dev.rcodestat.reassembly;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.FragmentView;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Puts IP packets together from their fragments (RFC 791 section 3.2, RFC 8200 section 4.5).
///
/// A packet whose fragments overlap is given up, with all fragments of it that are still to come
/// (RFC 5722, here for IPv4 too); a fragment that says nothing new is not an overlap. The number of
/// packets, their octets and their age are bounded; what hits a bound is given up, the oldest first.
/// Single-threaded.
public final class FragmentReassembler {
  /// How long the fragments of a packet may take (RFC 791 proposes 15 s, RFC 8200 60 s).
  static final long MAX_AGE_NANOS = 30_000_000_000L;

  /// The most octets of an IP packet's payload.
  private static final int MAX_PACKET_OCTETS = 65_535;

  private static final long MIXING_FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final int FRAGMENT_UNIT = 8;

  /// A packet with more gaps than that is not one that somebody sent in good faith.
  private static final int MAX_STRETCHES = 256;

  /// The same fragment again within this time was captured twice; later its number is used again.
  private static final long CAPTURED_TWICE_NANOS = 1_000_000;

  private static final int MOST_IDLE = 256;

  private final FrameMoves moves;
  private final IncompletePacketHandler incomplete;
  private final int maxPackets;
  private final long maxOctets;
  private final SequencedMap<FlowKey, Packet> packets = new LinkedHashMap<>();
  private final Deque<Packet> idle = new ArrayDeque<>();
  private final FlowKey key = new FlowKey();
  private final FlowView addresses = new FlowView();
  private final ByteBuffer memory = ByteBuffer.allocateDirect(MAX_PACKET_OCTETS);

  /// Of packets that are given up, which may happen while [#memory] is being read.
  private final ByteBuffer beginnings = ByteBuffer.allocateDirect(MAX_PACKET_OCTETS);

  private int captured;
  private int length;
  private int protocol;
  private long octets;

  /// @param moves hears what became of fragments that were held
  /// @param incomplete takes packets that never became whole
  public FragmentReassembler(FrameMoves moves, IncompletePacketHandler incomplete) {
    this(moves, incomplete, 1 << 14, 1 << 24);
  }

  /// @param maxPackets the most packets that wait for fragments
  /// @param maxOctets the most octets that they take
  FragmentReassembler(
      FrameMoves moves, IncompletePacketHandler incomplete, int maxPackets, long maxOctets) {
    this.moves = moves;
    this.incomplete = incomplete;
    this.maxPackets = maxPackets;
    this.maxOctets = maxOctets;
  }

  /// Takes a fragment.
  ///
  /// @param nanos its time, in nanoseconds since 1970
  /// @param source holds the fragment's payload
  /// @param offset where it begins there
  /// @param held its octets that the capture holds
  /// @param octetsOnWire its octets on the wire
  /// @return [FrameVerdict#FRAGMENT_REASSEMBLED] where it makes a packet whole, which [#memory] then
  ///     holds; else what became of it
  public FrameVerdict add(
      long nanos,
      FlowView flow,
      FragmentView fragment,
      ByteBuffer source,
      int offset,
      int held,
      int octetsOnWire) {
    if (octetsOnWire == 0
        || octetsOnWire > MAX_PACKET_OCTETS - fragment.offset()
        || (fragment.more() && octetsOnWire % FRAGMENT_UNIT != 0)) {
      return FrameVerdict.IP_MALFORMED;
    }
    int end = fragment.offset() + octetsOnWire;
    long beginning = fragment.offset() == 0 ? beginning(source, offset, held) : 0;
    Packet packet = packetOf(nanos, flow, fragment, beginning);
    if (packet.overlapping) {
      return FrameVerdict.FRAGMENT_OVERLAP;
    }
    int known = packet.buffer.held(fragment.offset(), end);
    if (packet.whole || known == octetsOnWire) {
      return FrameVerdict.FRAGMENT_SEEN;
    }
    packet.frames++;
    if (known > 0 || packet.contradicts(end, fragment.more())) {
      giveUpOverlapping(packet);
      return FrameVerdict.FRAGMENT_HELD; // moved with the others
    }
    packet.buffer.add(fragment.offset(), source, offset, held, octetsOnWire, 0);
    recount(packet);
    packet.note(fragment, end, beginning);
    if (packet.isWhole()) {
      makeWhole(packet, nanos);
      return FrameVerdict.FRAGMENT_REASSEMBLED;
    }
    if (packet.buffer.stretches() > MAX_STRETCHES) {
      giveUp(packet, FrameVerdict.FRAGMENT_EVICTED);
    }
    while (octets > maxOctets) {
      giveUp(eldest(), FrameVerdict.FRAGMENT_EVICTED);
    }
    return FrameVerdict.FRAGMENT_HELD;
  }

  /// Gives up what still waits, at the end of the capture; the fragments stay held.
  public void finish() {
    packets.values().forEach(this::reportIncomplete);
    packets.clear();
    octets = 0;
  }

  /// Holds the payload of the packet that became whole, from offset 0 on; valid until the next call.
  public ByteBuffer memory() {
    return memory;
  }

  /// Its octets that the capture holds, from the first one on.
  public int captured() {
    return captured;
  }

  /// Its octets on the wire.
  public int length() {
    return length;
  }

  /// What it carries, by its first fragment.
  public int protocol() {
    return protocol;
  }

  private Packet packetOf(long nanos, FlowView flow, FragmentView fragment, long beginning) {
    expire(nanos);
    long number = fragment.identification();
    if (flow.version() == 4) { // RFC 791: the protocol belongs to the key; RFC 8200: it does not
      number |= (long) fragment.protocol() << 32;
    }
    key.set(
        flow.version(),
        flow.sourceHigh(),
        flow.sourceLow(),
        flow.destinationHigh(),
        flow.destinationLow(),
        number);
    Packet packet = packets.get(key);
    if (packet != null && isExpired(packet, nanos)) {
      giveUp(packet, FrameVerdict.FRAGMENT_EXPIRED);
      packet = null;
    } else if (packet != null && packet.isUsedAgain(nanos, fragment, beginning)) {
      remove(packet);
      packet = null;
    }
    return packet == null ? open(nanos) : packet;
  }

  private Packet open(long nanos) {
    if (packets.size() == maxPackets) {
      giveUp(eldest(), FrameVerdict.FRAGMENT_EVICTED);
    }
    Packet packet = idle.isEmpty() ? new Packet() : idle.pop();
    packet.open(key, nanos);
    packets.put(packet.key, packet);
    recount(packet);
    return packet;
  }

  /// A packet without a time, or a fragment without one, tells no age.
  private static boolean isExpired(Packet packet, long nanos) {
    return nanos >= Long.MIN_VALUE + MAX_AGE_NANOS
        && packet.firstNanos != Segment.NO_TIME
        && packet.firstNanos < nanos - MAX_AGE_NANOS;
  }

  /// Tells packets apart by their first octets: the ports and the checksum of UDP, and the ID of the
  /// message.
  private static long beginning(ByteBuffer source, int offset, int held) {
    if (held < 2 * Long.BYTES) {
      return 0;
    }
    return Octets.u64(source, offset) * MIXING_FACTOR + Octets.u64(source, offset + Long.BYTES);
  }

  /// The oldest come first; where the clock was turned back some stay until they are met.
  private void expire(long nanos) {
    while (!packets.isEmpty() && isExpired(eldest(), nanos)) {
      giveUp(eldest(), FrameVerdict.FRAGMENT_EXPIRED);
    }
  }

  private Packet eldest() {
    return packets.firstEntry().getValue();
  }

  private void giveUp(Packet packet, FrameVerdict verdict) {
    reportIncomplete(packet);
    moves.move(FrameVerdict.FRAGMENT_HELD, verdict, packet.frames);
    remove(packet);
  }

  /// Packets are used again, because in a flood of fragments to collect them would cost more than all
  /// else.
  private void remove(Packet packet) {
    packets.remove(packet.key);
    packet.buffer.clear();
    octets -= packet.counted;
    packet.counted = 0;
    if (idle.size() < MOST_IDLE) {
      idle.push(packet);
    }
  }

  private void giveUpOverlapping(Packet packet) {
    packet.overlapping = true;
    moves.move(FrameVerdict.FRAGMENT_HELD, FrameVerdict.FRAGMENT_OVERLAP, packet.frames);
    release(packet);
  }

  private void makeWhole(Packet packet, long nanos) {
    captured = packet.buffer.capturedFirst();
    length = packet.length;
    protocol = packet.protocol;
    packet.buffer.copyTo(memory, captured);
    packet.whole = true;
    packet.wholeNanos = nanos;
    moves.move(FrameVerdict.FRAGMENT_HELD, FrameVerdict.FRAGMENT_REASSEMBLED, packet.frames - 1L);
    release(packet);
  }

  private void release(Packet packet) {
    packet.frames = 0;
    packet.buffer.clear();
    recount(packet);
  }

  /// Brings the sum of what is kept up to date with what this packet keeps.
  private void recount(Packet packet) {
    int capacity = packet.buffer.capacity();
    octets += capacity - packet.counted;
    packet.counted = capacity;
  }

  private void reportIncomplete(Packet packet) {
    FlowKey key = packet.key;
    int beginning = packet.buffer.capturedFirst();
    if (beginning > 0) {
      packet.buffer.copyTo(beginnings, beginning);
      addresses.wrap(
          key.version(),
          key.highA(),
          key.lowA(),
          key.highB(),
          key.lowB(),
          0,
          0,
          Transport.UDP,
          Service.DNS);
      incomplete.onIncompletePacket(
          packet.firstNanos, addresses, beginnings, beginning, packet.protocol);
    }
  }

  /// A packet that waits for fragments; or one of which nothing more is expected.
  private static final class Packet {
    private static final int UNKNOWN = -1;

    private final FlowKey key = new FlowKey();
    private final ReassemblyBuffer buffer = new ReassemblyBuffer();
    private long firstNanos;
    private int frames;
    private int length;
    private int protocol;
    private boolean overlapping;
    private boolean whole;
    private long wholeNanos;

    /// What tells its first octets from others.
    private long beginning;

    /// What it has in the sum of octets.
    private int counted;

    void open(FlowKey key, long nanos) {
      this.key.set(key);
      firstNanos = nanos;
      frames = 0;
      length = UNKNOWN;
      protocol = 0;
      overlapping = false;
      whole = false;
    }

    /// Whether a fragment must belong to another packet with the same number.
    ///
    /// @param beginning what tells its first octets from others
    boolean isUsedAgain(long nanos, FragmentView fragment, long beginning) {
      return whole
          && fragment.offset() == 0
          && (beginning != this.beginning || nanos - wholeNanos > CAPTURED_TWICE_NANOS);
    }

    /// Whether a fragment that ends there cannot be one of a packet of this length.
    boolean contradicts(int end, boolean more) {
      return length != UNKNOWN
          ? end > length || (!more && end != length)
          : !more && end < buffer.received().end();
    }

    void note(FragmentView fragment, int end, long beginning) {
      if (fragment.offset() == 0) {
        protocol = fragment.protocol();
        this.beginning = beginning;
      }
      if (!fragment.more()) {
        length = end;
      }
    }

    boolean isWhole() {
      return length != UNKNOWN && buffer.received().contiguous() == length;
    }
  }
}
