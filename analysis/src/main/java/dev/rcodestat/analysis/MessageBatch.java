package dev.rcodestat.analysis;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;

/// Messages on their way from one thread to another: copies, so that what they were read from can be
/// used again. Allocates nothing. Used by one thread at a time.
final class MessageBatch {
  private static final int OCTETS = 1 << 18;
  private static final int LONGEST_MESSAGE = 1 << 16;

  // What stands before each message.
  private static final int NANOS = 0;
  private static final int SOURCE_HIGH = 8;
  private static final int SOURCE_LOW = 16;
  private static final int DESTINATION_HIGH = 24;
  private static final int DESTINATION_LOW = 32;
  private static final int PORTS = 40;
  private static final int KIND = 44;
  private static final int CAPTURED = 48;
  private static final int LENGTH = 52;
  private static final int HEADER = 56;

  // What a message is, in one number.
  private static final int VERSION = 0xF;
  private static final int TRANSPORT = 4;
  private static final int SERVICE = 8;
  private static final int PARTITION = 16;
  private static final int INCOMPLETE = 1 << 30;

  private static final Transport[] TRANSPORTS = Transport.values();
  private static final Service[] SERVICES = Service.values();

  private final ByteBuffer memory = ByteBuffer.allocateDirect(OCTETS);
  private final FlowView flow = new FlowView();
  private int end;

  /// Whether one more message may find no room.
  @HotPath
  boolean isFull() {
    return end > OCTETS - HEADER - LONGEST_MESSAGE;
  }

  boolean isEmpty() {
    return end == 0;
  }

  /// Adds a message; see [dev.rcodestat.capture.MessageOctetsHandler].
  ///
  /// @param partition the number of its partition
  /// @param whole whether it is not only the beginning of a message
  @HotPath
  void add(
      int partition,
      boolean whole,
      long nanos,
      FlowView flow,
      ByteBuffer source,
      int offset,
      int captured,
      int length) {
    int at = end;
    memory.putLong(at + NANOS, nanos);
    memory.putLong(at + SOURCE_HIGH, flow.sourceHigh());
    memory.putLong(at + SOURCE_LOW, flow.sourceLow());
    memory.putLong(at + DESTINATION_HIGH, flow.destinationHigh());
    memory.putLong(at + DESTINATION_LOW, flow.destinationLow());
    memory.putInt(at + PORTS, flow.sourcePort() << 16 | flow.destinationPort());
    memory.putInt(
        at + KIND,
        flow.version()
            | flow.transport().ordinal() << TRANSPORT
            | flow.service().ordinal() << SERVICE
            | partition << PARTITION
            | (whole ? 0 : INCOMPLETE));
    memory.putInt(at + CAPTURED, captured);
    memory.putInt(at + LENGTH, length);
    memory.put(at + HEADER, source, offset, captured);
    end = (at + HEADER + captured + 7) & -8;
  }

  /// Hands every message to its partition, and becomes empty.
  @HotPath
  void drainTo(Partitions partitions) {
    for (int at = 0; at < end; ) {
      int ports = memory.getInt(at + PORTS);
      int kind = memory.getInt(at + KIND);
      int captured = memory.getInt(at + CAPTURED);
      flow.wrap(
          kind & VERSION,
          memory.getLong(at + SOURCE_HIGH),
          memory.getLong(at + SOURCE_LOW),
          memory.getLong(at + DESTINATION_HIGH),
          memory.getLong(at + DESTINATION_LOW),
          ports >>> 16,
          ports & 0xFFFF,
          TRANSPORTS[kind >> TRANSPORT & 0xF],
          SERVICES[kind >> SERVICE & 0xF]);
      Partition partition = partitions.get(kind >> PARTITION & 0xFF);
      long nanos = memory.getLong(at + NANOS);
      int length = memory.getInt(at + LENGTH);
      if ((kind & INCOMPLETE) == 0) {
        partition.onMessage(nanos, flow, memory, at + HEADER, captured, length);
      } else {
        partition.onIncompleteMessage(nanos, flow, memory, at + HEADER, captured, length);
      }
      at = (at + HEADER + captured + 7) & -8;
    }
    end = 0;
  }
}
