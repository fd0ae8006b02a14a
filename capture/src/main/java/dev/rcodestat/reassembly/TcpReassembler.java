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
  private static final int MOST_CLOSED = 4096;

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
  private final Deque<Connection> closed = new ArrayDeque<>();
  private final FlowKey key = new FlowKey();
  private final FlowView oneWay = new FlowView();
  private final FlowView otherWay = new FlowView();
  private long octets;
  private long evicted;

  /// @param moves hears of frames that turned out to be of no use
  /// @param handler takes the messages
  public TcpReassembler(FrameMoves moves, StreamMessageHandler handler) {
    this(moves, handler, 1 << 16, 1 << 25);
  }

  /// @param maxConnections the most connections that are followed
  /// @param maxOctets the most octets that they keep
  TcpReassembler(
      FrameMoves moves, StreamMessageHandler handler, int maxConnections, long maxOctets) {
    this.moves = moves;
    this.handler = handler;
    this.maxConnections = maxConnections;
    this.maxOctets = maxOctets;
  }

  /// Takes a TCP packet.
  ///
  /// @param nanos its time, in nanoseconds since 1970
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
    FrameVerdict verdict =
        add(nanos, flow, tcp, memory, offset, captured, length, connection, forward);
    boolean reset = tcp.resets() && connection.isNear(forward, tcp.sequence());
    if (!connection.closed && (reset || connection.isOver())) {
      close(connection);
    }
    recount(connection);
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

  private FrameVerdict add(
      long nanos,
      FlowView flow,
      TcpView tcp,
      ByteBuffer memory,
      int offset,
      int captured,
      int length,
      Connection connection,
      boolean forward) {
    TcpStream stream = forward ? connection.forward : connection.backward;
    TcpStream other = forward ? connection.backward : connection.forward;
    int sequence = tcp.sequence();
    if (tcp.begins()) {
      stream.begin(sequence, flow);
      sequence++;
      connection.closed = false;
    }
    FrameVerdict verdict =
        length == 0
            ? FrameVerdict.TCP_DNS_EMPTY
            : stream.add(nanos, flow, sequence, memory, offset, captured, length);
    if (verdict != FrameVerdict.TCP_DNS_EMPTY && verdict != FrameVerdict.TCP_DNS_SEEN) {
      connection.closed = false; // the same ends again, without a beginning that was captured
    }
    if (tcp.acknowledges()) {
      other.acknowledge(tcp.acknowledgment());
      if (other.hasGap()) {
        otherWay.wrapReversed(flow);
        other.skipAcknowledgedGaps(nanos, otherWay);
      }
    }
    if (tcp.finishes()) {
      stream.end(sequence + length);
    }
    return verdict;
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

  private static boolean isFirst(FlowView flow) {
    if (flow.sourceLow() != flow.destinationLow()) {
      return flow.sourceLow() < flow.destinationLow();
    }
    if (flow.sourceHigh() != flow.destinationHigh()) {
      return flow.sourceHigh() < flow.destinationHigh();
    }
    return flow.sourcePort() <= flow.destinationPort();
  }

  private Connection open() {
    if (connections.size() == maxConnections) {
      evictEldest();
    }
    Connection connection = idle.isEmpty() ? new Connection() : idle.pop();
    connection.key.set(key);
    connections.put(connection.key, connection);
    return connection;
  }

  private void evictEldest() {
    Connection eldest = connections.firstEntry().getValue();
    evicted += eldest.closed ? 0 : 1;
    forget(eldest);
  }

  /// A connection that is over is remembered for a while, for packets of it that come again.
  private void close(Connection connection) {
    connection.flush();
    connection.closed = true;
    closed.addLast(connection);
    if (closed.size() > MOST_CLOSED) {
      Connection earliest = closed.removeFirst();
      if (earliest.closed && connections.get(earliest.key) == earliest) {
        forget(earliest);
      }
    }
  }

  /// Connections are used again, because in a flood of them to collect them would cost more than all
  /// else.
  private void forget(Connection connection) {
    connection.flush();
    connections.remove(connection.key);
    connection.forget();
    octets -= connection.counted;
    connection.counted = 0;
    if (idle.size() < MOST_IDLE) {
      idle.push(connection);
    }
  }

  /// Brings the sum of what is kept up to date with what this connection keeps.
  private void recount(Connection connection) {
    int capacity = connection.capacity();
    octets += capacity - connection.counted;
    connection.counted = capacity;
  }

  /// Both directions of a connection.
  private final class Connection {
    private final FlowKey key = new FlowKey();
    private final TcpStream forward = new TcpStream(TcpReassembler.this);
    private final TcpStream backward = new TcpStream(TcpReassembler.this);
    private boolean closed;

    /// What it has in the sum of octets.
    private int counted;

    void forget() {
      forward.forget();
      backward.forget();
      closed = false;
    }

    int capacity() {
      return forward.capacity() + backward.capacity();
    }

    /// Whether both ends have said all, and nothing of it is missing.
    boolean isOver() {
      return forward.isOver() && backward.isOver();
    }

    /// Whether a sequence number can be one of that direction.
    boolean isNear(boolean isForward, int sequence) {
      return (isForward ? forward : backward).isNear(sequence);
    }

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
