package dev.rcodestat.reassembly;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The connections that were closed last: of each as much as it takes to know packets of it that come
/// again. A few octets each, so that the connections that are open stay near the processor.
/// Single-threaded.
final class PastConnections {
  static final int MOST = 4096;

  private final SequencedMap<FlowKey, PastConnection> connections = new LinkedHashMap<>();

  /// Takes note of a connection that is over.
  void remember(FlowKey key, TcpStream forward, TcpStream backward) {
    PastConnection connection =
        connections.size() < MOST ? new PastConnection() : connections.pollFirstEntry().getValue();
    connection.key.set(key);
    forward.save(connection.forward);
    backward.save(connection.backward);
    connections.put(connection.key, connection);
  }

  /// Makes streams what they were when their connection was closed, and forgets it.
  ///
  /// @return false where no such connection is remembered
  boolean recall(FlowKey key, TcpStream forward, TcpStream backward) {
    PastConnection connection = connections.remove(key);
    if (connection == null) {
      return false;
    }
    forward.restore(connection.forward);
    backward.restore(connection.backward);
    return true;
  }

  private static final class PastConnection {
    private final FlowKey key = new FlowKey();
    private final StreamMemory forward = new StreamMemory();
    private final StreamMemory backward = new StreamMemory();
  }
}
