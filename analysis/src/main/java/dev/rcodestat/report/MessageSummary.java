package dev.rcodestat.report;

import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.Opcode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Unicast DNS messages whose header is whole.
///
/// @param queries messages with QR 0
/// @param responses messages with QR 1
/// @param byTransport messages by what carried them, `udp` and `tcp`, also 0
/// @param byOpcode messages by opcode, in the order of the codes
/// @param byDefect messages that could not be read to the end by the first thing that stopped it
public record MessageSummary(
    long queries,
    long responses,
    SequencedMap<String, Long> byTransport,
    SortedMap<Opcode, Long> byOpcode,
    SortedMap<MessageDefect, Long> byDefect) {
  public MessageSummary {
    byTransport = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byTransport));
    byOpcode = Collections.unmodifiableSortedMap(new TreeMap<>(byOpcode));
    byDefect = Collections.unmodifiableSortedMap(new TreeMap<>(byDefect));
  }

  /// All messages.
  public long total() {
    return queries + responses;
  }
}
