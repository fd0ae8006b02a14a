package dev.rcodestat.analysis;

import dev.rcodestat.capture.FrameFilter;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.tally.Resolvers;
import dev.rcodestat.tally.Selection;
import dev.rcodestat.transaction.MatchingRules;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The options of an analysis, as far as they decide what is counted: saved with a result, and to be the
/// same of results that are merged.
final class SavedOptions {
  private static final int GREATEST_PORT = 0xFFFF;
  private static final String NONE = "none";

  private SavedOptions() {}

  /// What is not the same, for people; empty where nothing is.
  static Optional<String> difference(AnalysisOptions some, AnalysisOptions others) {
    Map<String, String> other = texts(others);
    for (Map.Entry<String, String> each : texts(some).entrySet()) {
      String text = other.getOrDefault(each.getKey(), NONE);
      if (!each.getValue().equals(text)) {
        return Optional.of(each.getKey() + " is " + each.getValue() + " and " + text);
      }
    }
    return Optional.empty();
  }

  private static SequencedMap<String, String> texts(AnalysisOptions options) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    TimeRange range = options.range();
    MatchingRules matching = options.matching();
    texts.put("--port", joined(new TreeSet<>(options.dnsPorts())));
    texts.put("--from", range.isBoundedBelow() ? time(range.fromNanos()) : NONE);
    texts.put("--to", range.isBoundedAbove() ? time(range.toNanos()) : NONE);
    texts.put("--filter", options.filter().expression().orElse(NONE));
    texts.put("--timeout", Duration.ofNanos(matching.timeoutNanos()).toString());
    texts.put("--skew", Duration.ofNanos(matching.skewNanos()).toString());
    texts.put("--where", options.selection().expression());
    texts.put("--by", joined(options.by().stream().map(Dimension::label).toList()));
    texts.put(
        "--resolver",
        options.resolvers().map(known -> known.serviceByAddress().toString()).orElse(NONE));
    texts.replaceAll((_, text) -> text.isEmpty() ? NONE : text);
    return texts;
  }

  private static String joined(Iterable<?> values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.toString()));
    return texts.stream().collect(Collectors.joining(","));
  }

  private static String time(long nanos) {
    return Instant.ofEpochSecond(0, nanos).toString();
  }

  static void write(String name, AnalysisOptions options, SavedWriter out) {
    out.startObject(name);
    out.startArray("ports");
    for (int port : new TreeSet<>(options.dnsPorts())) {
      out.startRow();
      out.number(port);
      out.endArray();
    }
    out.endArray();
    out.number("fromNanos", options.range().fromNanos());
    out.number("toNanos", options.range().toNanos());
    writeText("filter", options.filter().expression(), out);
    out.number("timeoutNanos", options.matching().timeoutNanos());
    out.number("skewNanos", options.matching().skewNanos());
    writeText(
        "where",
        Optional.of(options.selection().expression()).filter(text -> !text.isEmpty()),
        out);
    out.startArray("by");
    options.by().forEach(dimension -> out.text(dimension.label()));
    out.endArray();
    writeResolvers(options.resolvers(), out);
    out.endObject();
  }

  private static void writeText(String name, Optional<String> text, SavedWriter out) {
    if (text.isPresent()) {
      out.text(name, text.get());
    } else {
      out.nothing(name);
    }
  }

  private static void writeResolvers(Optional<Resolvers> resolvers, SavedWriter out) {
    if (resolvers.isEmpty()) {
      out.nothing("resolvers");
      return;
    }
    out.startArray("resolvers");
    resolvers
        .get()
        .serviceByAddress()
        .forEach((address, service) -> {
          out.startRow();
          out.text(address.toString());
          out.text(service.toString());
          out.endArray();
        });
    out.endArray();
  }

  static AnalysisOptions read(String name, SavedReader in) throws SavedResultException {
    in.startObject(name);
    AnalysisOptions options =
        AnalysisOptions.defaults()
            .withDnsPorts(ports(in))
            .withRange(new TimeRange(in.number("fromNanos"), in.number("toNanos")))
            .withFilter(
                in.textIfAny("filter").<FrameFilter>map(PastFilter::new).orElse(FrameFilter.ALL))
            .withMatching(matching(in))
            .withSelection(selection(in))
            .withBy(by(in))
            .asPart();
    Optional<Resolvers> resolvers = resolvers(in);
    in.endObject();
    if (options.selection().needsResolvers() && resolvers.isEmpty()) {
      throw in.wrong("the resolvers that --where needs", "none");
    }
    return resolvers.map(options::withResolvers).orElse(options);
  }

  private static Set<Integer> ports(SavedReader in) throws SavedResultException {
    Set<Integer> ports = new TreeSet<>();
    in.startArray("ports");
    while (in.nextRow()) {
      ports.add(in.number(1, GREATEST_PORT));
      in.endArray();
    }
    return ports;
  }

  private static MatchingRules matching(SavedReader in) throws SavedResultException {
    long timeout = in.number("timeoutNanos");
    long skew = in.number("skewNanos");
    if (timeout <= 0 || skew < 0) {
      throw in.wrong("a timeout and a skew", timeout + " and " + skew);
    }
    return new MatchingRules(timeout, skew);
  }

  private static Selection selection(SavedReader in) throws SavedResultException {
    Optional<String> where = in.textIfAny("where");
    try {
      return where.map(WhereExpression::parse).orElse(Selection.ALL);
    } catch (IllegalArgumentException e) {
      throw in.wrong("conditions of --where", String.valueOf(e.getMessage()));
    }
  }

  private static List<Dimension> by(SavedReader in) throws SavedResultException {
    List<Dimension> by = new ArrayList<>();
    in.startArray("by");
    for (Optional<String> text = in.nextText(); text.isPresent(); text = in.nextText()) {
      Optional<Dimension> dimension = Dimension.of(text.get());
      if (dimension.isEmpty() || by.contains(dimension.get())) {
        throw in.wrong("another dimension", "'" + text.get() + "'");
      }
      by.add(dimension.get());
    }
    return by;
  }

  private static Optional<Resolvers> resolvers(SavedReader in) throws SavedResultException {
    if (!in.startArrayIfAny("resolvers")) {
      return Optional.empty();
    }
    Map<IpAddress, IpAddress> serviceByAddress = new HashMap<>();
    while (in.nextRow()) {
      Optional<IpAddress> address = IpAddress.parse(in.text());
      Optional<IpAddress> service = IpAddress.parse(in.text());
      if (address.isEmpty() || service.isEmpty()) {
        throw in.wrong("two addresses", "others");
      }
      serviceByAddress.put(address.get(), service.get());
      in.endArray();
    }
    return Optional.of(Resolvers.of(serviceByAddress));
  }

  /// What frames had to match when they were read.
  private record PastFilter(String words) implements FrameFilter {
    @Override
    public boolean matches(ByteBuffer memory, int offset, int captured, int length, int linkType) {
      throw new IllegalStateException("only the words of this filter are known: " + words);
    }

    @Override
    public Optional<String> expression() {
      return Optional.of(words);
    }
  }
}
