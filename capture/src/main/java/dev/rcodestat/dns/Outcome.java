package dev.rcodestat.dns;

import dev.rcodestat.wire.HotPath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a query ended: with a response, of which the RCODE says most and within NOERROR the kind the
/// rest; without one; or beyond what the capture shows.
///
/// A query that ended beyond what the capture shows is *censored*: nobody can say whether it was
/// answered, so it is in no rate.
///
/// @param value a number below [#VALUES]; in its order RCODEs come first, those of NOERROR by kind
public record Outcome(int value) implements Comparable<Outcome> {
  /// The bits that hold any value.
  public static final int BITS = 15;

  /// One more than the largest value.
  public static final int VALUES = 1 << BITS;

  /// NOERROR with an answer; for operations other than QUERY, that it succeeded.
  public static final int ANSWER = 0;

  /// NOERROR, but there are no records of the type (RFC 2308 section 2.2).
  public static final int NODATA = 1;

  /// NOERROR, but other servers are to be asked (RFC 1034 section 4.3.2).
  public static final int REFERRAL = 2;

  /// NOERROR, but the answer did not fit (TC, RFC 1035 section 4.1.1).
  public static final int TRUNCATED = 3;

  /// No response in time, in a capture that shows what came after.
  public static final int UNANSWERED = 1 << 14;

  /// Censored: the capture shows queries alone. In the place behind [#UNANSWERED], as it is what that
  /// turns into in the light of the whole capture.
  public static final int ONE_DIRECTION = UNANSWERED + 1;

  /// Censored: the capture ended before the time for a response was over.
  public static final int CAPTURE_ENDED = UNANSWERED + 2;

  /// Censored: more queries were open at once than a bounded table holds.
  public static final int TABLE_FULL = UNANSWERED + 3;

  private static final int KIND_BITS = 2;
  private static final int NXDOMAIN = Rcode.NXDOMAIN.value() << KIND_BITS;

  private static final String[] KINDS = {"answer", "nodata", "referral", "truncated"};
  private static final String[] WITHOUT_RESPONSE = {
    "unanswered", "one-direction", "capture-ended", "table-full"
  };

  public Outcome {
    if (value < 0 || value >= UNANSWERED + WITHOUT_RESPONSE.length) {
      throw new IllegalArgumentException("not an outcome: " + value);
    }
  }

  /// The outcome of an RCODE other than NOERROR.
  ///
  /// @param rcode 1 to 4095
  public static int ofRcode(int rcode) {
    return rcode << KIND_BITS;
  }

  /// The outcomes that are no RCODE alone: the kinds of NOERROR, and those without a response.
  public static List<Integer> withoutRcode() {
    return List.of(
        ANSWER, NODATA, REFERRAL, TRUNCATED, UNANSWERED, CAPTURE_ENDED, TABLE_FULL, ONE_DIRECTION);
  }

  /// Whether there was a response.
  public boolean isAnswered() {
    return value < UNANSWERED;
  }

  /// Whether nobody can say whether there was a response.
  public boolean isCensored() {
    return value > UNANSWERED;
  }

  /// Whether it is a failure: an RCODE other than NOERROR and NXDOMAIN, or no response in time.
  public boolean isFailure() {
    return isFailure(value);
  }

  /// Whether the outcome with this value is a failure.
  @HotPath
  public static boolean isFailure(int outcome) {
    return outcome > TRUNCATED && outcome != NXDOMAIN && outcome <= UNANSWERED;
  }

  /// The RCODE of the response, where there was one.
  public Optional<Rcode> rcode() {
    return isAnswered() ? Optional.of(new Rcode(rcodeOf(value))) : Optional.empty();
  }

  /// The RCODE of an outcome with a response.
  public static int rcodeOf(int outcome) {
    return outcome >> KIND_BITS;
  }

  /// The kind of NOERROR, another RCODE's mnemonic, or why there was no response.
  public String label() {
    if (!isAnswered()) {
      return WITHOUT_RESPONSE[value - UNANSWERED];
    }
    return rcodeOf(value) == 0 ? KINDS[value] : new Rcode(rcodeOf(value)).mnemonic();
  }

  // The generated ones do the same, but are slow until compiled, and reports are made once.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Outcome outcome && value == outcome.value;
  }

  @Override
  public int hashCode() {
    return value;
  }

  @Override
  public int compareTo(Outcome other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return label();
  }
}
