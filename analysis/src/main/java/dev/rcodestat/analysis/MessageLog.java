package dev.rcodestat.analysis;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.wire.RecordLog;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/// DNS messages as they came, to be counted later: records of octets. Single-threaded.
///
/// ```
///    octets  0- 7  time, or that there is none    40-43  ports of source and destination
///            8-23  source                         44     IP version, and what is said in bits
///           24-39  destination                    45-48  octets on the wire; the octets follow
/// ```
final class MessageLog {
  private static final int NANOS = 0;
  private static final int SOURCE_HIGH = 8;
  private static final int SOURCE_LOW = 16;
  private static final int DESTINATION_HIGH = 24;
  private static final int DESTINATION_LOW = 32;
  private static final int PORTS = 40;
  private static final int KIND = 44;
  private static final int LENGTH = 45;
  private static final int OCTETS = 49;

  private static final int VERSION = 0xF;
  private static final int TCP = 1 << 4;

  /// The frame had a time.
  private static final int TIMED = 1 << 5;

  /// It is known when the message came, be it from the message before.
  private static final int DATED = 1 << 6;

  private static final int GREATEST_U16 = 0xFFFF;

  /// The octets of a header, which every message has.
  private static final int SHORTEST_MESSAGE = 12;

  private final RecordLog records = new RecordLog();

  /// Takes a message of the kind that the log shows again.
  interface Visitor {
    /// Takes one.
    ///
    /// @param dated whether it is known when the message came
    /// @param nanos when; in nanoseconds since 1970
    /// @param timed whether its frame said so
    /// @param memory holds the message from `offset` on
    void onMessage(
        boolean dated,
        long nanos,
        boolean timed,
        FlowView flow,
        ByteBuffer memory,
        int offset,
        int captured,
        int length);
  }

  /// Appends a message; see [dev.rcodestat.capture.MessageTaker].
  ///
  /// @param dated whether it is known when it came
  /// @param nanos when
  /// @param timed whether its frame said so
  void add(
      boolean dated,
      long nanos,
      boolean timed,
      FlowView flow,
      ByteBuffer memory,
      int offset,
      int captured,
      int length) {
    ByteBuffer record = records.append(OCTETS + captured);
    record.putLong(NANOS, dated ? nanos : 0);
    record.putLong(SOURCE_HIGH, flow.sourceHigh());
    record.putLong(SOURCE_LOW, flow.sourceLow());
    record.putLong(DESTINATION_HIGH, flow.destinationHigh());
    record.putLong(DESTINATION_LOW, flow.destinationLow());
    record.putInt(PORTS, flow.sourcePort() << Short.SIZE | flow.destinationPort());
    int kind =
        flow.version()
            | (flow.transport() == Transport.TCP ? TCP : 0)
            | (timed ? TIMED : 0)
            | (dated ? DATED : 0);
    record.put(KIND, (byte) kind);
    record.putInt(LENGTH, length);
    record.put(OCTETS, memory, offset, captured);
  }

  /// Shows all messages in their order.
  void forEach(Visitor visitor) {
    FlowView flow = new FlowView();
    records.forEach(record -> {
      int kind = record.get(KIND);
      int ports = record.getInt(PORTS);
      flow.wrap(
          kind & VERSION,
          record.getLong(SOURCE_HIGH),
          record.getLong(SOURCE_LOW),
          record.getLong(DESTINATION_HIGH),
          record.getLong(DESTINATION_LOW),
          ports >>> Short.SIZE,
          ports & 0xFFFF,
          (kind & TCP) != 0 ? Transport.TCP : Transport.UDP,
          Service.DNS);
      visitor.onMessage(
          (kind & DATED) != 0,
          record.getLong(NANOS),
          (kind & TIMED) != 0,
          flow,
          record,
          OCTETS,
          record.capacity() - OCTETS,
          record.getInt(LENGTH));
    });
  }

  void write(String name, SavedWriter out) {
    out.startArray(name);
    forEach((dated, nanos, timed, flow, memory, offset, captured, length) -> {
      byte[] octets = new byte[captured];
      memory.get(offset, octets);
      out.startRow();
      if (dated) {
        out.number(nanos);
      } else {
        out.nothing();
      }
      out.flag(timed);
      out.text(new IpAddress(flow.version(), flow.sourceHigh(), flow.sourceLow()).toString());
      out.number(flow.sourcePort());
      out.text(
          new IpAddress(flow.version(), flow.destinationHigh(), flow.destinationLow()).toString());
      out.number(flow.destinationPort());
      out.text(flow.transport().label());
      out.number(length);
      out.octets(octets);
      out.endArray();
    });
    out.endArray();
  }

  /// Shows messages that were written to a visitor.
  ///
  /// @param hasRoom whether there may be more
  static void read(String name, SavedReader in, BooleanSupplier hasRoom, Visitor visitor)
      throws SavedResultException {
    in.startArray(name);
    while (in.nextRow()) {
      if (!hasRoom.getAsBoolean()) {
        throw in.wrong("fewer messages", "more");
      }
      read(in, visitor);
      in.endArray();
    }
  }

  private static void read(SavedReader in, Visitor visitor) throws SavedResultException {
    OptionalLong nanos = in.numberIfAny();
    boolean timed = in.flag();
    IpAddress source = address(in);
    int sourcePort = in.number(0, GREATEST_U16);
    IpAddress destination = address(in);
    int destinationPort = in.number(0, GREATEST_U16);
    Transport transport = in.oneOf(Transport.values(), Transport::label);
    int length = in.number(SHORTEST_MESSAGE, Integer.MAX_VALUE);
    byte[] octets = in.octets(GREATEST_U16);
    if (source.version() != destination.version()
        || octets.length < SHORTEST_MESSAGE
        || octets.length > length
        || (timed && (nanos.isEmpty() || nanos.getAsLong() == Tally.NO_TIMESTAMP))) {
      throw in.wrong("a message", "one whose length, times or addresses contradict each other");
    }
    FlowView flow = new FlowView();
    flow.wrap(
        source.version(),
        source.high(),
        source.low(),
        destination.high(),
        destination.low(),
        sourcePort,
        destinationPort,
        transport,
        Service.DNS);
    visitor.onMessage(
        nanos.isPresent(),
        nanos.orElse(0),
        timed,
        flow,
        ByteBuffer.allocateDirect(octets.length).put(0, octets),
        0,
        octets.length,
        length);
  }

  private static IpAddress address(SavedReader in) throws SavedResultException {
    String text = in.text();
    Optional<IpAddress> address = IpAddress.parse(text);
    if (address.isEmpty()) {
      throw in.wrong("an address", "'" + text + "'");
    }
    return address.get();
  }

  int messages() {
    return records.records();
  }

  /// How many octets it takes.
  long octets() {
    return records.octets();
  }
}
