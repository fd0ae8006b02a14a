package dev.rcodestat.analysis;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.report.Cell;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.tally.Leg;
import dev.rcodestat.tally.Selection;
import dev.rcodestat.tally.Selection.Condition;
import dev.rcodestat.tally.Selection.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what a user wants to look at: `rcode=SERVFAIL server=192.0.2.1 type!=A,AAAA`.
///
/// Conditions stand apart by blanks and must all be met; values by commas, of which one is enough.
public final class WhereExpression {
  private static final String RCODE = "rcode";
  private static final String OUTCOME = "outcome";
  private static final int NAMED_TYPES = 0x1_0003;
  private static final int IPV4 = 4;

  private WhereExpression() {}

  /// The selection that an expression stands for.
  ///
  /// @throws IllegalArgumentException where it cannot be read; the message says why
  public static Selection parse(String expression) {
    List<Condition> conditions = new ArrayList<>();
    for (String term : expression.strip().split("\\s+", -1)) {
      conditions.add(condition(term));
    }
    return new Selection(expression.strip(), conditions);
  }

  private static Condition condition(String term) {
    int equals = term.indexOf('=');
    boolean isNegated = equals > 0 && term.charAt(equals - 1) == '!';
    if (equals < 1 || equals == term.length() - 1) {
      throw new IllegalArgumentException(
          "expected conditions such as rcode=SERVFAIL, found '" + term + "'");
    }
    String name = term.substring(0, isNegated ? equals - 1 : equals);
    List<String> values = Arrays.asList(term.substring(equals + 1).split(",", -1));
    return condition(name, values, !isNegated);
  }

  private static Condition condition(String name, List<String> values, boolean isWanted) {
    if (name.equals(RCODE)) {
      return Condition.outcome(union(values, WhereExpression::outcomesOfRcode), isWanted);
    }
    if (name.equals(OUTCOME)) {
      return Condition.outcome(union(values, WhereExpression::outcomesWithLabel), isWanted);
    }
    Dimension dimension =
        Dimension.of(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "'" + name + "' is no dimension: expected " + String.join(", ", names())));
    return switch (dimension) {
      case SERVER -> Condition.address(true, networks(values), isWanted);
      case CLIENT, CLIENT_PREFIX -> Condition.address(false, networks(values), isWanted);
      case RESOLVER -> resolver(values, isWanted);
      case LEG, TYPE, CLASS, OPCODE, TRANSPORT, EDNS, DO, CD, EDE ->
          Condition.value(
              dimension, union(values, value -> Set.of(number(dimension, value))), isWanted);
    };
  }

  private static Condition resolver(List<String> values, boolean isWanted) {
    List<String> addresses = new ArrayList<>(values);
    boolean orNobody = addresses.removeIf(DimensionTexts.NONE::equals);
    boolean orUnknown = addresses.removeIf(Cell.OTHER_SERVERS::equals);
    return Condition.resolver(networks(addresses), orNobody, orUnknown, isWanted);
  }

  private static List<String> names() {
    return Stream.concat(
            Stream.of(RCODE, OUTCOME), Arrays.stream(Dimension.values()).map(Dimension::label))
        .toList();
  }

  private static Set<Integer> union(List<String> values, Function<String, Set<Integer>> read) {
    return values.stream().flatMap(value -> read.apply(value).stream()).collect(Collectors.toSet());
  }

  private static Set<Integer> outcomesOfRcode(String text) {
    int rcode = find(text, Rcode.VALUES, value -> new Rcode(value).mnemonic(), "RCODE");
    return rcode == 0
        ? Set.of(Outcome.ANSWER, Outcome.NODATA, Outcome.REFERRAL, Outcome.TRUNCATED)
        : Set.of(Outcome.ofRcode(rcode));
  }

  private static Set<Integer> outcomesWithLabel(String text) {
    Set<Integer> found = new HashSet<>();
    for (int outcome : Outcome.withoutRcode()) {
      if (new Outcome(outcome).label().equalsIgnoreCase(text)) {
        found.add(outcome);
      }
    }
    return found.isEmpty() ? outcomesOfRcode(text) : found;
  }

  private static int number(Dimension dimension, String text) {
    return switch (dimension) {
      case LEG -> find(text, Leg.values().length, value -> Leg.values()[value].label(), "leg");
      case TYPE -> find(text, NAMED_TYPES, value -> new QueryType(value).mnemonic(), "type");
      case CLASS -> find(text, 1 << Short.SIZE, DimensionTexts::className, "class");
      case OPCODE -> find(text, Opcode.VALUES, value -> new Opcode(value).mnemonic(), "opcode");
      case TRANSPORT ->
          find(
              text,
              Transport.values().length,
              value -> Transport.values()[value].label(),
              "transport");
      case EDNS, DO, CD -> find(text, 2, DimensionTexts::flag, "value");
      case EDE ->
          text.equals(DimensionTexts.NONE)
              ? -1
              : find(text, 1 << Short.SIZE, Integer::toString, "INFO-CODE");
      case SERVER, CLIENT, CLIENT_PREFIX, RESOLVER ->
          throw new IllegalArgumentException(dimension + " has addresses");
    };
  }

  /// The number with a name, or that stands there in decimal.
  private static int find(String text, int end, IntFunction<String> name, String what) {
    for (int value = 0; value < end; value++) {
      if (name.apply(value).equalsIgnoreCase(text)) {
        return value;
      }
    }
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) < end) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("'" + text + "' is no " + what);
  }

  private static List<Network> networks(List<String> values) {
    return values.stream().map(WhereExpression::network).toList();
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty() || !(slash < 0 || text.substring(slash + 1).matches("[0-9]{1,3}"))) {
      throw new IllegalArgumentException(
          "'"
              + text.toLowerCase(Locale.ROOT)
              + "' is no address: expected one such as 192.0.2.1 or 2001:db8::/32");
    }
    int all = address.get().version() == IPV4 ? Integer.SIZE : 2 * Long.SIZE;
    return new Network(
        address.get(), slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
  }
}
