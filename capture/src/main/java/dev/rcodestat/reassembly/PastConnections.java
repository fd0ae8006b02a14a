package dev.rcodestat.reassembly;

import org.jspecify.annotations.Nullable;

/// The connections that were closed last: of each as much as it takes to know packets of it that come
/// again. A few octets each, so that the connections that are open stay near the processor.
///
/// A connection has one of four places, by the hash of its key; a new one takes the place that was taken
/// the longest time ago. Single-threaded.
final class PastConnections {
  private static final int SETS = 1024;
  private static final int PLACES = 4;

  private final int[] hashes = new int[SETS * PLACES];
  private final @Nullable PastConnection[] connections =
      new @Nullable PastConnection[SETS * PLACES];

  /// For each set, which of its places is to be taken next.
  private final byte[] nextPlaces = new byte[SETS];

  /// Takes note of a connection that is over.
  void remember(FlowKey key, TcpStream forward, TcpStream backward) {
    int hash = key.hashCode();
    int set = hash & (SETS - 1);
    int place = set * PLACES + nextPlaces[set];
    nextPlaces[set] = (byte) ((nextPlaces[set] + 1) % PLACES);
    PastConnection connection = connections[place];
    if (connection == null) {
      connection = new PastConnection();
      connections[place] = connection;
    }
    hashes[place] = hash;
    connection.known = true;
    connection.key.set(key);
    forward.save(connection.forward);
    backward.save(connection.backward);
  }

  /// Makes streams what they were when their connection was closed, and forgets it.
  ///
  /// @return false where no such connection is remembered
  boolean recall(FlowKey key, TcpStream forward, TcpStream backward) {
    int hash = key.hashCode();
    int first = (hash & (SETS - 1)) * PLACES;
    for (int place = first; place < first + PLACES; place++) {
      PastConnection connection = hashes[place] == hash ? connections[place] : null;
      if (connection != null && connection.known && connection.key.equals(key)) {
        connection.known = false;
        forward.restore(connection.forward);
        backward.restore(connection.backward);
        return true;
      }
    }
    return false;
  }

  private static final class PastConnection {
    private final FlowKey key = new FlowKey();
    private final StreamMemory forward = new StreamMemory();
    private final StreamMemory backward = new StreamMemory();

    /// Whether it is remembered still.
    private boolean known;
  }
}
