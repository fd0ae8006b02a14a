package dev.rcodestat.zone;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Mixer;
import dev.rcodestat.wire.OctetKey;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/// Finds the zone that a name counts under: what somebody registered, such as `example.co.uk` for
/// `www.example.co.uk`. It is a guess at who answers for a name, not where the zones of DNS are cut.
///
/// Walks from the end of the name to its front, and stops at the first domain that no zones lie below,
/// by the public suffix list ([PublicSuffixes]); below a top-level domain they always do. A name that
/// is used up before, such as `co.uk`, the root or any name of one label, is its own zone.
///
/// Reverse names end at the prefixes that are routed by themselves: `2.0.192.in-addr.arpa`, an IPv4 /24,
/// and the /48 of IPv6.
///
/// The list is asked once for each domain that names lie below. What it says is kept in a cache of fixed
/// size, by a hash that nobody can foresee; the answer does not depend on what is in there. Allocates
/// nothing but for domains that are not. Single-threaded.
public final class ZoneFinder {
  /// Answers that are kept, in 256 KiB.
  private static final int CACHED = 1 << 15;

  /// A domain has its place in one of so many beside each other, those asked for last in front.
  private static final int WAYS = 4;

  /// In what is cached, the bit that says whether zones lie below; the others are of the hash.
  private static final long BELOW = 1;

  private static final int MAX_LABELS = 127;
  private static final int REVERSE_LABELS = 2;
  private static final int IPV4_LABELS = 3;
  private static final int IPV6_LABELS = 12;

  private final Predicate<String> zonesLieBelow;
  private final int cached;
  private final Mixer mixer = new Mixer();

  /// Where the labels of the name begin.
  private final int[] starts = new int[MAX_LABELS];

  private final long ipv4Hash = hash("\7in-addr\4arpa\0");
  private final long ipv6Hash = hash("\3ip6\4arpa\0");

  /// Empty until it is first needed.
  private long[] cache = {};

  /// Asks the public suffix list.
  public ZoneFinder() {
    this(new PublicSuffixes(), CACHED);
  }

  /// @param zonesLieBelow tells of a domain whether zones lie below it
  /// @param cached how many answers it keeps, a power of 2 and at least twice [#WAYS]
  ZoneFinder(Predicate<String> zonesLieBelow, int cached) {
    this.zonesLieBelow = zonesLieBelow;
    this.cached = cached;
  }

  /// How many octets at the end of a name are those of its zone, the root's octet included.
  ///
  /// @param name a name in lower case, with all its labels
  @HotPath
  public int octets(OctetKey name) {
    int labels = findLabels(name);
    long hash = 0;
    for (int label = labels - 1; label > 0; label--) {
      hash = hash(hash, name, label);
      int fromEnd = labels - label;
      if (fromEnd == REVERSE_LABELS && (hash == ipv4Hash || hash == ipv6Hash)) {
        return reverseOctets(name, labels, hash == ipv4Hash ? IPV4_LABELS : IPV6_LABELS);
      }
      if (fromEnd > 1 && !zonesLieBelow(hash, name, label)) {
        return name.length() - starts[label];
      }
    }
    return name.length();
  }

  @HotPath
  private int findLabels(OctetKey name) {
    int labels = 0;
    int at = 0;
    while (name.octet(at) != 0) {
      starts[labels] = at;
      labels++;
      at += 1 + name.octet(at);
    }
    return labels;
  }

  @HotPath
  private int reverseOctets(OctetKey name, int labels, int most) {
    return name.length() - starts[Math.max(0, labels - REVERSE_LABELS - most)];
  }

  /// Takes one more label into a hash. Where it ends within a word, so does what is behind it, which
  /// belongs to the same domain.
  @HotPath
  private long hash(long before, OctetKey name, int label) {
    int start = starts[label];
    int end = start + 1 + name.octet(start);
    long hash = before;
    for (int at = start; at < end; at += Long.BYTES) {
      hash = mixer.hash(hash, name.eightFrom(at));
    }
    return hash;
  }

  @HotPath
  private boolean zonesLieBelow(long hash, OctetKey name, int label) {
    if (cache.length == 0) {
      cache = new long[cached];
    }
    int first = Mixer.slotOfHash(hash, cached / WAYS) * WAYS;
    for (int i = first; i < first + WAYS; i++) {
      long entry = cache[i];
      if ((entry & ~BELOW) == (hash & ~BELOW) && entry != 0) {
        moveToFront(first, i, entry);
        return (entry & BELOW) != 0;
      }
    }
    boolean below = ask(name, label);
    moveToFront(first, first + WAYS - 1, (hash & ~BELOW) | (below ? BELOW : 0));
    return below;
  }

  @HotPath
  private void moveToFront(int first, int from, long entry) {
    for (int i = from; i > first; i--) {
      cache[i] = cache[i - 1];
    }
    cache[first] = entry;
  }

  /// Asks the list. Whatever a name from the wire may do to the library: it is in no list then.
  private boolean ask(OctetKey name, int label) {
    try {
      return zonesLieBelow.test(DomainText.of(name, starts[label]));
    } catch (RuntimeException e) {
      return false;
    }
  }

  private long hash(String name) {
    OctetKey key = new OctetKey();
    key.set(name.getBytes(StandardCharsets.US_ASCII));
    long hash = 0;
    for (int label = findLabels(key) - 1; label >= 0; label--) {
      hash = hash(hash, key, label);
    }
    return hash;
  }
}
