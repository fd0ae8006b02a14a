package dev.rcodestat.reassembly;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.TcpView;
import dev.rcodestat.packet.Transport;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Reads the DNS messages out of TCP connections, whatever became of their packets on the way: out of
/// order, sent again, overlapping, lost by the capture, seen from the middle.
///
/// The number of connections and the octets that they keep are bounded; the one that was quiet for
/// longest gives way, and what can be read of it is read. Single-threaded.
public final class TcpReassembler {
  /// The octets that it takes to recognise a message: its length, header, and the shortest question.
  public static final int RECOGNIZABLE_OCTETS = 2 + 12 + 5;

  private static final int MAX_MESSAGE_OCTETS = 2 + 65_535;
  private static final int MOST_IDLE = 256;
  private static final int MOST_CONNECTIONS = 1 << 16;
  private static final long MOST_OCTETS = 1 << 25;

  /// The most connections that are remembered after their end.
  static final int MOST_PAST = 1 << 12;

  final FrameMoves moves;
  final StreamMessageHandler handler;

  /// Holds a message that was put together, for as long as it is handled.
  final ByteBuffer scratch = ByteBuffer.allocateDirect(MAX_MESSAGE_OCTETS);

  long gaps;

  /// Messages without a whole header.
  long headerless;

  private final int maxConnections;
  private final long maxOctets;
  private final SequencedMap<FlowKey, Connection> connections =
      new LinkedHashMap<>(16, 0.75f, true);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final PastConnections past;
  private final FlowKey key = new FlowKey();
  private final Segment segment = new Segment();
  private final FlowView oneWay = new FlowView();
  private final FlowView otherWay = new FlowView();
  private long octets;
  private long evicted;

  /// @param moves hears of frames that turned out to be of no use
  /// @param handler takes the messages
  public TcpReassembler(FrameMoves moves, StreamMessageHandler handler) {
    this(moves, handler, MOST_CONNECTIONS, MOST_OCTETS, MOST_PAST);
  }

  /// One of several that have a share of the traffic each, and of the bounds.
  ///
  /// @param shares how many there are
  public static TcpReassembler ofShare(FrameMoves moves, StreamMessageHandler handler, int shares) {
    return new TcpReassembler(
        moves, handler, MOST_CONNECTIONS / shares, MOST_OCTETS / shares, MOST_PAST / shares);
  }

  /// @param maxConnections the most connections that are followed
  /// @param maxOctets the most octets that they keep
  /// @param maxPast the most connections that are remembered after their end
  TcpReassembler(
      FrameMoves moves,
      StreamMessageHandler handler,
      int maxConnections,
      long maxOctets,
      int maxPast) {
    this.moves = moves;
    this.handler = handler;
    this.maxConnections = maxConnections;
    this.maxOctets = maxOctets;
    past = new PastConnections(maxPast);
  }

  /// Takes a TCP packet.
  ///
  /// @param nanos its time, in nanoseconds since 1970; the least number where it has none
  /// @param memory holds its payload
  /// @param offset where the payload begins there
  /// @param captured its octets that the capture holds
  /// @param length its octets on the wire
  /// @return what became of the frame, for now
  public FrameVerdict add(
      long nanos,
      FlowView flow,
      TcpView tcp,
      ByteBuffer memory,
      int offset,
      int captured,
      int length) {
    boolean forward = setKey(flow);
    Connection connection = connections.get(key);
    if (connection == null) {
      if (length == 0 && !tcp.begins()) {
        return FrameVerdict.TCP_DNS_EMPTY;
      }
      connection = open();
    }
    segment.nanos = nanos;
    segment.flow = flow;
    segment.sequence = tcp.begins() ? tcp.sequence() + 1 : tcp.sequence(); // SYN counts as one
    segment.memory = memory;
    segment.offset = offset;
    segment.captured = captured;
    segment.length = length;
    FrameVerdict verdict = connection.take(tcp, forward);
    if (connection.closed) {
      close(connection);
    } else {
      recount(connection);
    }
    while (octets > maxOctets) {
      evictEldest();
    }
    return verdict;
  }

  /// Reads what can still be read, at the end of the capture.
  public void finish() {
    for (Connection connection : connections.values()) {
      connection.flush();
    }
    connections.clear();
    octets = 0;
  }

  /// Gaps in streams that were given up: something was not captured.
  public long gaps() {
    return gaps;
  }

  /// Messages of which the stream says that they are too short for a header, or of which the capture
  /// cut it.
  public long headerless() {
    return headerless;
  }

  /// Connections that gave way because a bound was hit.
  public long evicted() {
    return evicted;
  }

  /// Sets the key of the flow's connection, which is the same for both directions.
  ///
  /// @return whether the source is the end that the key names first
  private boolean setKey(FlowView flow) {
    boolean forward = isFirst(flow);
    if (forward) {
      key.set(
          flow.version(),
          flow.sourceHigh(),
          flow.sourceLow(),
          flow.destinationHigh(),
          flow.destinationLow(),
          (long) flow.sourcePort() << 16 | flow.destinationPort());
    } else {
      key.set(
          flow.version(),
          flow.destinationHigh(),
          flow.destinationLow(),
          flow.sourceHigh(),
          flow.sourceLow(),
          (long) flow.destinationPort() << 16 | flow.sourcePort());
    }
    return forward;
  }

  /// Ports nearly always tell the ends apart.
  private static boolean isFirst(FlowView flow) {
    if (flow.sourcePort() != flow.destinationPort()) {
      return flow.sourcePort() < flow.destinationPort();
    }
    return flow.sourceHigh() != flow.destinationHigh()
        ? flow.sourceHigh() < flow.destinationHigh()
        : flow.sourceLow() <= flow.destinationLow();
  }

  private Connection open() {
    if (connections.size() == maxConnections) {
      evictEldest();
    }
    Connection connection = idle.isEmpty() ? new Connection() : idle.pop();
    connection.key.set(key);
    connection.closed = past.recall(key, connection.forward, connection.backward);
    connections.put(connection.key, connection);
    return connection;
  }

  private void evictEldest() {
    Connection eldest = connections.firstEntry().getValue();
    evicted++;
    eldest.flush();
    forget(eldest);
  }

  private void close(Connection connection) {
    if (!connection.isOver()) {
      connection.flush();
    }
    past.remember(connection.key, connection.forward, connection.backward);
    forget(connection);
  }

  /// Connections are used again, because in a flood of them to collect them would cost more than all
  /// else.
  private void forget(Connection connection) {
    connections.remove(connection.key);
    connection.forward.forget();
    connection.backward.forget();
    octets -= connection.counted;
    connection.counted = 0;
    if (idle.size() < MOST_IDLE) {
      idle.push(connection);
    }
  }

  /// Brings the sum of what is kept up to date with what this connection keeps.
  private void recount(Connection connection) {
    int capacity = connection.forward.capacity() + connection.backward.capacity();
    octets += capacity - connection.counted;
    connection.counted = capacity;
  }

  /// Both directions of a connection.
  private final class Connection {
    private final FlowKey key = new FlowKey();
    private final TcpStream forward = new TcpStream(TcpReassembler.this);
    private final TcpStream backward = new TcpStream(TcpReassembler.this);

    /// Whether it is over, as far as was seen.
    private boolean closed;

    /// What it has in the sum of octets.
    private int counted;

    /// Takes the segment.
    FrameVerdict take(TcpView tcp, boolean isForward) {
      TcpStream stream = isForward ? forward : backward;
      TcpStream other = isForward ? backward : forward;
      if (tcp.begins()) {
        stream.begin(segment);
        closed = false;
      }
      int end = segment.end();
      FrameVerdict verdict = segment.length == 0 ? FrameVerdict.TCP_DNS_EMPTY : stream.add(segment);
      if (verdict != FrameVerdict.TCP_DNS_EMPTY && verdict != FrameVerdict.TCP_DNS_SEEN) {
        closed = false; // the same ends again, without a beginning that was captured
      }
      if (tcp.acknowledges()) {
        other.acknowledge(tcp.acknowledgment());
        if (other.hasGap()) {
          otherWay.wrapReversed(segment.flow);
          other.skipAcknowledgedGaps(segment.nanos, otherWay);
        }
      }
      if (tcp.finishes()) {
        stream.end(end);
      }
      closed = closed || isOver() || (tcp.resets() && stream.isNear(tcp.sequence()));
      return verdict;
    }

    /// Whether each end of which anything was seen has said all, and nothing of it is missing.
    boolean isOver() {
      return (forward.isOver() || !forward.isKnown()) && (backward.isOver() || !backward.isKnown());
    }

    /// Reads what can still be read.
    void flush() {
      oneWay.wrap(
          key.version(),
          key.highA(),
          key.lowA(),
          key.highB(),
          key.lowB(),
          (int) (key.number() >>> 16),
          (int) key.number() & 0xFFFF,
          Transport.TCP,
          Service.DNS);
      otherWay.wrapReversed(oneWay);
      forward.flush(oneWay);
      backward.flush(otherWay);
    }
  }
}
