package dev.rcodestat.render;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.OutcomeCounts;
import dev.rcodestat.report.RcodeCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/// Transactions or responses by one dimension and outcome: the ten largest rows and the rest in one, with as
/// many RCODEs as the page is wide, the rest in one column, and those without a response.
final class RcodeMatrix {
  static final int MOST_ROWS = 10;

  /// Room that the first column always gets: an IPv4 address.
  private static final int FIRST_COLUMN = 15;

  private final OutcomeCounts all;
  private final RcodeCounts rcodes;
  private final List<Row> rows;

  private RcodeMatrix(OutcomeCounts all, List<Row> rows) {
    this.all = all;
    rcodes = all.byRcode();
    this.rows = rows;
  }

  /// A matrix.
  ///
  /// @param all those of all values
  /// @param values the values of the dimension, the largest first; only those shown become rows
  /// @param most the most rows; one more than these is shown rather than summed up alone
  static <T> RcodeMatrix of(OutcomeCounts all, List<T> values, int most, Function<T, Row> row) {
    if (values.size() <= most + 1) {
      return new RcodeMatrix(all, values.stream().map(row).toList());
    }
    List<Row> rows = new ArrayList<>(values.stream().limit(most).map(row).toList());
    rows.add(rest(all, rows, values.size() - most));
    return new RcodeMatrix(all, rows);
  }

  /// The table, with a column for each dimension first.
  TextTable table(List<String> headers) {
    TextTable table = new TextTable();
    headers.forEach(table::words);
    table.numbers("all");
    List<Rcode> columns = columns(room(headers));
    columns.forEach(rcode -> table.numbers(rcode.mnemonic(), Style.of(rcode)));
    boolean hasUnanswered = all.unanswered() > 0;
    if (hasUnanswered) {
      table.numbers("unanswered", Style.UNANSWERED);
    }
    boolean hasOthers = columns.size() < rcodes.counts().size();
    if (hasOthers) {
      table.numbers("others");
    }
    for (Row row : rows) {
      List<String> cells = new ArrayList<>(row.names);
      while (cells.size() < headers.size()) {
        cells.add("");
      }
      cells.add(Figures.count(row.counts.conclusive()));
      RcodeCounts byRcode = row.counts.byRcode();
      columns.forEach(rcode -> cells.add(cell(byRcode.of(rcode))));
      if (hasUnanswered) {
        cells.add(cell(row.counts.unanswered()));
      }
      if (hasOthers) {
        cells.add(cell(others(byRcode, columns)));
      }
      table.row(Style.PLAIN, cells);
    }
    return table;
  }

  private static Row rest(OutcomeCounts all, List<Row> shown, int more) {
    TreeMap<Outcome, Long> rest = new TreeMap<>(all.counts());
    for (Row row : shown) {
      row.counts.counts().forEach((outcome, count) -> rest.merge(outcome, -count, Long::sum));
    }
    rest.values().removeIf(count -> count == 0);
    return new Row(List.of("(%s more)".formatted(Figures.count(more))), new OutcomeCounts(rest));
  }

  /// The RCODEs with a column of their own, in the order of the codes. SERVFAIL and NOTIMP have one before
  /// all others, then those with the most responses.
  private List<Rcode> columns(int room) {
    List<Rcode> byImportance =
        rcodes.counts().keySet().stream()
            .sorted(
                Comparator.comparing(RcodeMatrix::isHeadline)
                    .thenComparingLong(rcodes::of)
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    int left = room;
    List<Rcode> columns = new ArrayList<>();
    for (Rcode rcode : byImportance) {
      left -= width(rcode.mnemonic(), rcodes.of(rcode));
      if (left >= 0) {
        columns.add(rcode);
      }
    }
    columns.sort(Comparator.naturalOrder());
    return columns;
  }

  /// What the columns of RCODEs may take.
  private int room(List<String> headers) {
    int room =
        TextPage.WIDTH
            - 2
            - FIRST_COLUMN
            - width("others", rcodes.total())
            - width("all", all.total())
            - (all.unanswered() > 0 ? width("unanswered", all.unanswered()) : 0);
    for (int i = 1; i < headers.size(); i++) {
      int column = i;
      int longest = rows.stream().mapToInt(row -> row.nameLength(column)).max().orElse(0);
      room -= 2 + Math.max(headers.get(i).length(), longest);
    }
    return room;
  }

  private static boolean isHeadline(Rcode rcode) {
    return rcode.equals(Rcode.SERVFAIL) || rcode.equals(Rcode.NOTIMP);
  }

  /// What a column takes, with the gap before it.
  private static int width(String header, long largest) {
    return 2 + Math.max(header.length(), Figures.count(largest).length());
  }

  private static long others(RcodeCounts counts, List<Rcode> columns) {
    return counts.total() - columns.stream().mapToLong(counts::of).sum();
  }

  private static String cell(long count) {
    return count == 0 ? TextTable.NONE : Figures.count(count);
  }

  /// A value of each dimension, escaped, with the outcomes of both.
  record Row(List<String> names, OutcomeCounts counts) {
    private int nameLength(int column) {
      return column < names.size() ? names.get(column).length() : 0;
    }
  }
}
