package dev.rcodestat.render;

import static dev.rcodestat.render.ReportBuilding.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Basis;
import dev.rcodestat.report.TimeSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final int A = 1;
  private static final int AAAA = 28;
  private static final int QUERY = 0;
  private static final int NOTIFY = 4;
  private static final Rcode REFUSED = new Rcode(5);

  @Test
  void transportsArePutTogether() {
    List<FailureRow> rows =
        rows(
            new ReportBuilding()
                .responses("192.0.2.1", A, QUERY, Rcode.SERVFAIL, 3)
                .overTcp("192.0.2.1", A, QUERY, Rcode.SERVFAIL, 4)
                .overTcp("192.0.2.1", A, QUERY, Rcode.NOERROR, 10));

    assertThat(rows)
        .singleElement()
        .satisfies(row -> {
          assertThat(row.count()).isEqualTo(7);
          assertThat(row.ofAll()).isEqualTo(17);
          assertThat(row.seen()).contains(new TimeSpan(NOON.minusSeconds(1), NOON.plusSeconds(5)));
        });
  }

  @Test
  void serversTypesOpcodesAndRcodesAreKeptApart() {
    List<FailureRow> rows =
        rows(
            new ReportBuilding()
                .responses("192.0.2.1", A, QUERY, Rcode.SERVFAIL, 5)
                .responses("192.0.2.1", A, QUERY, REFUSED, 4)
                .responses("192.0.2.1", A, NOTIFY, Rcode.SERVFAIL, 3)
                .responses("192.0.2.1", AAAA, QUERY, Rcode.SERVFAIL, 2)
                .responses("192.0.2.2", A, QUERY, Rcode.SERVFAIL, 1));

    assertThat(rows).extracting(FailureRow::count).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(rows).extracting(FailureRow::ofAll).containsExactly(9L, 9L, 3L, 2L, 1L);
  }

  @Test
  void rowsWithAsManyResponsesStayInTheOrderOfTheCells() {
    List<FailureRow> rows =
        rows(
            new ReportBuilding()
                .responses("192.0.2.9", A, QUERY, Rcode.SERVFAIL, 1)
                .responses("192.0.2.10", A, QUERY, Rcode.SERVFAIL, 1)
                .responses("2001:db8::1", A, QUERY, Rcode.SERVFAIL, 1)
                .responses("other", A, QUERY, Rcode.SERVFAIL, 1));

    assertThat(rows)
        .extracting(FailureRow::server)
        .containsExactly("192.0.2.9", "192.0.2.10", "2001:db8::1", "other");
  }

  @Test
  void anAnswerIsNoFailure() {
    assertThat(
            rows(
                new ReportBuilding()
                    .responses("192.0.2.1", A, QUERY, Rcode.NOERROR, 1)
                    .responses("192.0.2.1", A, QUERY, new Rcode(3), 1)))
        .isEmpty();
    assertThat(rows(new ReportBuilding())).isEmpty();
  }

  private static List<FailureRow> rows(ReportBuilding report) {
    return Failures.of(report.build().cells(), Basis.RESPONSES).rows(_ -> true);
  }
}
