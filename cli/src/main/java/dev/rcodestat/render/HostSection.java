package dev.rcodestat.render;

import dev.rcodestat.report.Report;
import java.util.Map;

/// The addresses behind the names that the user gave them.
final class HostSection implements Section {
  private static final int MOST_ROWS = 24;

  @Override
  public void write(Report report, TextPage page) {
    Map<String, String> hosts = report.hosts();
    if (hosts.isEmpty()) {
      return;
    }
    page.heading("Hosts");
    TextTable table = new TextTable().words("name").words("address");
    int most = page.rows(MOST_ROWS);
    hosts.entrySet().stream()
        .limit(most)
        .forEach(host -> table.row(page.escape(host.getValue()), host.getKey()));
    page.table(table);
    if (hosts.size() > most) {
      page.sentence("and " + Figures.count(hosts.size() - most) + " more");
    }
  }
}
