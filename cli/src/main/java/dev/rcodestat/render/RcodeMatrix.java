package dev.rcodestat.render;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.RcodeCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/// Responses by one dimension and RCODE: the ten rows with the most responses and the rest in one, with as
/// many RCODEs as the page is wide, and the rest in one column.
final class RcodeMatrix {
  private static final int MOST_ROWS = 10;

  /// Room that the first column always gets: an IPv4 address.
  private static final int FIRST_COLUMN = 15;

  private final RcodeCounts all;
  private final List<Row> rows;
  private final List<Rcode> columns;

  private RcodeMatrix(RcodeCounts all, List<Row> rows) {
    this.all = all;
    this.rows = rows;
    columns = columns(all);
  }

  /// A matrix.
  ///
  /// @param all the responses of all values
  /// @param values the values of the dimension, most responses first; only those shown become rows
  static <T> RcodeMatrix of(RcodeCounts all, List<T> values, Function<T, Row> row) {
    if (values.size() <= MOST_ROWS + 1) {
      return new RcodeMatrix(all, values.stream().map(row).toList());
    }
    List<Row> rows = new ArrayList<>(values.stream().limit(MOST_ROWS).map(row).toList());
    rows.add(rest(all, rows, values.size() - MOST_ROWS));
    return new RcodeMatrix(all, rows);
  }

  TextTable table(String header) {
    TextTable table = new TextTable().words(header).numbers("all");
    columns.forEach(rcode -> table.numbers(rcode.mnemonic(), Style.of(rcode)));
    boolean hasOthers = columns.size() < all.counts().size();
    if (hasOthers) {
      table.numbers("others");
    }
    for (Row row : rows) {
      List<String> cells = new ArrayList<>(List.of(row.name, Figures.count(row.counts.total())));
      columns.forEach(rcode -> cells.add(cell(row.counts.of(rcode))));
      if (hasOthers) {
        cells.add(cell(others(row.counts)));
      }
      table.row(Style.PLAIN, cells);
    }
    return table;
  }

  private static Row rest(RcodeCounts all, List<Row> shown, int more) {
    TreeMap<Rcode, Long> rest = new TreeMap<>(all.counts());
    for (Row row : shown) {
      row.counts.counts().forEach((rcode, count) -> rest.merge(rcode, -count, Long::sum));
    }
    rest.values().removeIf(count -> count == 0);
    return new Row("(%s more)".formatted(Figures.count(more)), new RcodeCounts(rest));
  }

  /// The RCODEs with a column of their own, in the order of the codes. SERVFAIL and NOTIMP have one before
  /// all others, then those with the most responses.
  private static List<Rcode> columns(RcodeCounts all) {
    List<Rcode> byImportance =
        all.counts().keySet().stream()
            .sorted(
                Comparator.comparing(RcodeMatrix::isHeadline)
                    .thenComparingLong(all::of)
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    int room =
        TextPage.WIDTH
            - 2
            - FIRST_COLUMN
            - width("others", all.total())
            - width("all", all.total());
    List<Rcode> columns = new ArrayList<>();
    for (Rcode rcode : byImportance) {
      room -= width(rcode.mnemonic(), all.of(rcode));
      if (room >= 0) {
        columns.add(rcode);
      }
    }
    columns.sort(Comparator.naturalOrder());
    return columns;
  }

  private static boolean isHeadline(Rcode rcode) {
    return rcode.equals(Rcode.SERVFAIL) || rcode.equals(Rcode.NOTIMP);
  }

  /// What a column takes, with the gap before it.
  private static int width(String header, long largest) {
    return 2 + Math.max(header.length(), Figures.count(largest).length());
  }

  private long others(RcodeCounts counts) {
    return counts.total() - columns.stream().mapToLong(counts::of).sum();
  }

  private static String cell(long count) {
    return count == 0 ? TextTable.NONE : Figures.count(count);
  }

  /// A value of the dimension, escaped, with its responses.
  record Row(String name, RcodeCounts counts) {}
}
