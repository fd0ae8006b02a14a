package dev.rcodestat.tally;

import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.Opcode;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.wire.HotPath;

/// Counts of messages by service, transport, opcode and defect: one count for each combination, so
/// that a message changes one. Single writer.
final class MessageCounts {
  private static final int TRANSPORTS = Transport.values().length;
  private static final int DEFECTS = MessageDefect.values().length;
  private static final int KINDS_OF_SERVICE = TRANSPORTS * Opcode.VALUES * DEFECTS;

  private final long[] counts = new long[Service.values().length * KINDS_OF_SERVICE];

  @HotPath
  void count(Service service, Transport transport, int opcode, MessageDefect defect) {
    counts[index(service, transport, opcode, defect)]++;
  }

  void add(MessageCounts other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  void write(String name, SavedWriter out) {
    out.startArray(name);
    for (Service service : Service.values()) {
      for (Transport transport : Transport.values()) {
        for (int opcode = 0; opcode < Opcode.VALUES; opcode++) {
          for (MessageDefect defect : MessageDefect.values()) {
            write(service, transport, opcode, defect, out);
          }
        }
      }
    }
    out.endArray();
  }

  private void write(
      Service service, Transport transport, int opcode, MessageDefect defect, SavedWriter out) {
    long count = counts[index(service, transport, opcode, defect)];
    if (count > 0) {
      out.startRow();
      out.text(service.label());
      out.text(transport.label());
      out.number(opcode);
      out.text(defect.label());
      out.number(count);
      out.endArray();
    }
  }

  void read(String name, SavedReader in) throws SavedResultException {
    in.startArray(name);
    while (in.nextRow()) {
      Service service = in.oneOf(Service.values(), Service::label);
      Transport transport = in.oneOf(Transport.values(), Transport::label);
      int opcode = in.number(0, Opcode.VALUES - 1);
      MessageDefect defect = in.oneOf(MessageDefect.values(), MessageDefect::label);
      counts[index(service, transport, opcode, defect)] += in.count();
      in.endArray();
    }
  }

  /// Messages of a service.
  long ofService(Service service) {
    long sum = 0;
    for (int kind = 0; kind < KINDS_OF_SERVICE; kind++) {
      sum += counts[service.ordinal() * KINDS_OF_SERVICE + kind];
    }
    return sum;
  }

  /// DNS messages over a transport.
  long overTransport(Transport transport) {
    long sum = 0;
    for (int opcode = 0; opcode < Opcode.VALUES; opcode++) {
      for (MessageDefect defect : MessageDefect.values()) {
        sum += counts[index(Service.DNS, transport, opcode, defect)];
      }
    }
    return sum;
  }

  /// DNS messages with an opcode.
  long withOpcode(int opcode) {
    long sum = 0;
    for (Transport transport : Transport.values()) {
      for (MessageDefect defect : MessageDefect.values()) {
        sum += counts[index(Service.DNS, transport, opcode, defect)];
      }
    }
    return sum;
  }

  /// DNS messages with a defect.
  long withDefect(MessageDefect defect) {
    long sum = 0;
    for (Transport transport : Transport.values()) {
      for (int opcode = 0; opcode < Opcode.VALUES; opcode++) {
        sum += counts[index(Service.DNS, transport, opcode, defect)];
      }
    }
    return sum;
  }

  private static int index(Service service, Transport transport, int opcode, MessageDefect defect) {
    int index = service.ordinal() * TRANSPORTS + transport.ordinal();
    return (index * Opcode.VALUES + opcode) * DEFECTS + defect.ordinal();
  }
}
