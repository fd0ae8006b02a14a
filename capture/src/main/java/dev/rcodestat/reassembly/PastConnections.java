package dev.rcodestat.reassembly;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The connections that were closed last: of each as much as it takes to know packets of it that come
/// again. A few octets each, so that the connections that are open stay near the processor.
///
/// Each has a place, in two lists: that of the places by age, and that of its hash. The hash is mixed with a
/// number drawn at random, so that nobody can make such a list long. Single-threaded.
final class PastConnections {
  private static final int NONE = -1;

  /// The hashes for each connection.
  private static final int CHAINS = 2;

  private final long factor = new SplittableRandom().nextLong() | 1;
  private final @Nullable PastConnection[] connections;

  // For each place the hash that it has, or NONE where it is free, and the next place with that
  // hash; for
  // each hash its first place.
  private final int[] chains;
  private final int[] nextPlaces;
  private final int[] firstPlaces;

  // For each place those taken before and after it, in a ring. The place behind the last is never
  // taken;
  // the oldest stands after it, the newest before it.
  private final int[] older;
  private final int[] newer;
  private final int most;

  /// @param most how many are remembered, a power of 2
  PastConnections(int most) {
    this.most = most;
    connections = new @Nullable PastConnection[most];
    chains = new int[most];
    nextPlaces = new int[most];
    firstPlaces = new int[most * CHAINS];
    older = new int[most + 1];
    newer = new int[most + 1];
    Arrays.fill(chains, NONE);
    Arrays.fill(firstPlaces, NONE);
    for (int place = 0; place <= most; place++) {
      older[place] = place == 0 ? most : place - 1;
      newer[place] = place == most ? 0 : place + 1;
    }
  }

  /// Takes note of a connection that is over, and is not remembered yet.
  void remember(FlowKey key, TcpStream forward, TcpStream backward) {
    int place = newer[most];
    unchain(place);
    moveBehind(older[most], place);
    PastConnection connection = connections[place];
    if (connection == null) {
      connection = new PastConnection();
      connections[place] = connection;
    }
    connection.key.set(key);
    forward.save(connection.forward);
    backward.save(connection.backward);
    int chain = chain(key);
    chains[place] = chain;
    nextPlaces[place] = firstPlaces[chain];
    firstPlaces[chain] = place;
  }

  /// Makes streams what they were when their connection was closed, and forgets it.
  ///
  /// @return false where no such connection is remembered
  boolean recall(FlowKey key, TcpStream forward, TcpStream backward) {
    for (int place = firstPlaces[chain(key)]; place != NONE; place = nextPlaces[place]) {
      PastConnection connection = connections[place];
      if (connection != null && connection.key.equals(key)) {
        unchain(place);
        moveBehind(most, place); // to be taken next
        forward.restore(connection.forward);
        backward.restore(connection.backward);
        return true;
      }
    }
    return false;
  }

  private void unchain(int place) {
    int chain = chains[place];
    if (chain == NONE) {
      return;
    }
    chains[place] = NONE;
    if (firstPlaces[chain] == place) {
      firstPlaces[chain] = nextPlaces[place];
      return;
    }
    int before = firstPlaces[chain];
    while (nextPlaces[before] != place) {
      before = nextPlaces[before];
    }
    nextPlaces[before] = nextPlaces[place];
  }

  /// Moves a place in the ring.
  private void moveBehind(int before, int place) {
    if (before == place) {
      return;
    }
    newer[older[place]] = newer[place];
    older[newer[place]] = older[place];
    older[place] = before;
    newer[place] = newer[before];
    older[newer[place]] = place;
    newer[before] = place;
  }

  private int chain(FlowKey key) {
    return (int)
        (key.mixed(factor) >>> (Long.SIZE - Integer.numberOfTrailingZeros(firstPlaces.length)));
  }

  private static final class PastConnection {
    private final FlowKey key = new FlowKey();
    private final StreamMemory forward = new StreamMemory();
    private final StreamMemory backward = new StreamMemory();
  }
}
