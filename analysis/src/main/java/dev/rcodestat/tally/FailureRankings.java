package dev.rcodestat.tally;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.transaction.MessageRole;
import dev.rcodestat.transaction.Transaction;
import dev.rcodestat.transaction.TransactionMatcher;
import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.OctetKey;
import dev.rcodestat.zone.ZoneFinder;
import java.util.Arrays;

/// Whose queries fail: the query names, the zones that these count under, and the clients with the most
/// failures ([Outcome#isFailure]).
///
/// Counts responses that failed and answer no query that is known, as long as no transaction failed;
/// from the first that did on, transactions alone. Who knows what the rates of a report are of knows
/// whether that is what it wants ([#isOfTransactions]).
///
/// A message of which nothing failed costs a look at its RCODE. Rankings add up as [HeavyHitters] do.
/// Allocates while they grow, and where a zone is looked up that the cache of [ZoneFinder] does not
/// know. Single writer.
public final class FailureRankings {
  /// The most names, zones and clients that are kept, of each so many.
  public static final int BOUND = 1 << 10;

  // Places of the rankings.
  private static final int NAMES = 0;
  private static final int ZONES = 1;
  private static final int CLIENTS = 2;
  private static final int RANKINGS = 3;

  private static final int IPV6 = 6;
  private static final int IPV4_OCTETS = 4;
  private static final int IPV6_OCTETS = 16;

  private final Selection selection;
  private final MessageFacts facts;
  private final ZoneFinder zoneFinder = new ZoneFinder();
  private final OctetKey name = new OctetKey();
  private final OctetKey zone = new OctetKey();
  private final OctetKey client = new OctetKey();

  /// What failed, in the order of [#rankings].
  private final OctetKey[] keys = {name, zone, client};

  /// Of names, zones and clients.
  private final HeavyHitters[] rankings = new HeavyHitters[RANKINGS];

  private boolean isOfTransactions;

  /// Rankings of nothing.
  ///
  /// @param selection which responses and transactions count
  /// @param resolvers who resolves, as far as the selection asks for it
  public FailureRankings(Selection selection, Resolvers resolvers) {
    this.selection = selection;
    facts = new MessageFacts(resolvers);
    forget();
  }

  /// Takes a DNS message, and what it is to its transaction.
  ///
  /// @param matcher what has just told that role
  @HotPath
  public void count(
      FlowView flow, DnsMessageView message, MessageRole role, TransactionMatcher matcher) {
    if (message.rcode() != 0 || role == MessageRole.QUERY_ANSWERED_EARLIER) {
      countByRole(flow, message, role, matcher);
    }
  }

  /// Takes a transaction without a response.
  ///
  /// @param outcome a value of [Outcome]
  @HotPath
  public void countUnanswered(Transaction transaction, int outcome) {
    if (Outcome.isFailure(outcome)) {
      facts.setTransaction(transaction, MessageFacts.NONE);
      countTransaction(transaction, outcome);
    }
  }

  /// Adds what other rankings have counted.
  public void add(FailureRankings other) {
    if (other.clients().total() == 0) {
      return;
    }
    if (other.isOfTransactions) {
      goOnWithTransactions();
    }
    if (other.isOfTransactions == isOfTransactions) {
      for (int i = 0; i < RANKINGS; i++) {
        rankings[i].add(other.rankings[i]);
      }
    }
  }

  /// Writes what has been counted.
  public void write(String label, SavedWriter out) {
    out.startObject(label);
    out.flag("ofTransactions", isOfTransactions);
    rankings[NAMES].write("names", out);
    rankings[ZONES].write("zones", out);
    rankings[CLIENTS].write("clients", out);
    out.endObject();
  }

  /// Reads into rankings of nothing.
  public void read(String label, SavedReader in) throws SavedResultException {
    in.startObject(label);
    isOfTransactions = in.flag("ofTransactions");
    rankings[NAMES].read("names", true, in);
    rankings[ZONES].read("zones", true, in);
    rankings[CLIENTS].read("clients", false, in);
    in.endObject();
  }

  /// Whether it has counted transactions; else responses without one.
  public boolean isOfTransactions() {
    return isOfTransactions;
  }

  /// Query names in lower case, without compression.
  public HeavyHitters names() {
    return rankings[NAMES];
  }

  /// The zones of these names, by the public suffix list, in the same form.
  public HeavyHitters zones() {
    return rankings[ZONES];
  }

  /// The addresses of clients: 4 octets or 16. Every failure has one, and not every one a name.
  public HeavyHitters clients() {
    return rankings[CLIENTS];
  }

  @HotPath
  private void countByRole(
      FlowView flow, DnsMessageView message, MessageRole role, TransactionMatcher matcher) {
    switch (role) {
      case ANSWER -> countAnswer(matcher.transaction(), message);
      case QUERY_ANSWERED_EARLIER ->
          countEarlyAnswer(matcher.transaction(), matcher.early().outcome());
      case DUPLICATE, CONTINUATION, UNSOLICITED -> countLoneResponse(flow, message);
      case QUERY, RETRANSMISSION -> {}
    }
  }

  @HotPath
  private void countAnswer(Transaction transaction, DnsMessageView message) {
    int outcome = message.outcome();
    if (Outcome.isFailure(outcome)) {
      facts.setTransaction(transaction, message);
      countTransaction(transaction, outcome);
    }
  }

  @HotPath
  private void countEarlyAnswer(Transaction transaction, int outcome) {
    if (Outcome.isFailure(outcome)) {
      facts.setTransaction(transaction, MessageFacts.UNKNOWN);
      countTransaction(transaction, outcome);
    }
  }

  /// Counts a transaction that failed, of which the facts are known.
  @HotPath
  private void countTransaction(Transaction transaction, int outcome) {
    if (!selection.includes(facts, outcome)) {
      return;
    }
    goOnWithTransactions();
    name.reset(transaction.nameLength());
    int words = name.words();
    for (int i = 0; i < words; i++) {
      name.set(i, transaction.nameWord(i));
    }
    countNameAndClient();
  }

  @HotPath
  private void countLoneResponse(FlowView flow, DnsMessageView message) {
    int outcome = message.outcome();
    if (isOfTransactions || !Outcome.isFailure(outcome)) {
      return;
    }
    facts.setResponse(flow, message);
    if (!selection.includes(facts, outcome)) {
      return;
    }
    if (message.qtype() < QueryType.NONE) {
      message.qname().copyTo(name);
    } else {
      name.reset(0);
    }
    countNameAndClient();
  }

  @HotPath
  private void countNameAndClient() {
    boolean hasName = name.length() > 0;
    if (hasName) {
      zone.setTail(name, zoneFinder.octets(name));
    }
    setClient(facts.version, facts.clientHigh, facts.clientLow);
    for (int i = hasName ? NAMES : CLIENTS; i < RANKINGS; i++) { // one call, compiled once
      rankings[i].add(keys[i], 1);
    }
  }

  @HotPath
  private void setClient(int version, long high, long low) {
    if (version == IPV6) {
      client.reset(IPV6_OCTETS);
      client.set(0, high);
      client.set(1, low);
    } else {
      client.reset(IPV4_OCTETS);
      client.set(0, low << Integer.SIZE);
    }
  }

  @HotPath
  private void goOnWithTransactions() {
    if (!isOfTransactions) {
      isOfTransactions = true;
      forget();
    }
  }

  private void forget() {
    Arrays.setAll(rankings, _ -> new HeavyHitters(BOUND));
  }
}
