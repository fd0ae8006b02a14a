package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseTimelineTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long[] WIDTHS = {
    1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 345_600
  };

  @Test
  void bucketsBeginAtWholeSeconds() {
    ResponseTimeline timeline = new ResponseTimeline();
    timeline.count(5 * SECOND, 0);
    timeline.count(6 * SECOND - 1, 2);
    timeline.count(6 * SECOND, 2);
    assertThat(describe(timeline)).isEqualTo("1 s {5={0=1, 2=1}, 6={2=1}}");
  }

  @Test
  void timesBefore1970FallIntoTheBucketTheyAreIn() {
    ResponseTimeline timeline = new ResponseTimeline();
    timeline.count(-1, 0);
    timeline.count(-SECOND, 0);
    timeline.count(-SECOND - 1, 0);
    assertThat(describe(timeline)).isEqualTo("1 s {-2={0=1}, -1={0=2}}");
  }

  @Test
  void loneWrongClockCostsOneBucketAndNotTheResolution() {
    ResponseTimeline timeline = new ResponseTimeline();
    timeline.count(0, 0);
    timeline.count(1_767_225_600 * SECOND, 2);
    timeline.count(1_767_225_601 * SECOND, 2);
    timeline.count(Long.MAX_VALUE, 3);
    assertThat(timeline.widthSeconds()).isEqualTo(1);
    assertThat(timeline.size()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1",
    "1001, 5",
    "5000, 5",
    "5001, 10",
    "10001, 30",
    "86400, 300",
    "1000000, 1800"
  })
  void widthIsTheLeastThatNeedsNoMoreThanAThousandBuckets(int seconds, long width) {
    ResponseTimeline timeline = new ResponseTimeline();
    for (int second = 0; second < seconds; second++) {
      timeline.count(second * SECOND, 0);
    }
    assertThat(timeline.widthSeconds()).isEqualTo(width);
    assertThat(timeline.size()).isEqualTo((int) ((seconds + width - 1) / width));
    assertThat(total(timeline)).isEqualTo(seconds);
  }

  @Test
  void eachWidthIsAMultipleOfTheOneBefore() {
    for (int i = 1; i < WIDTHS.length; i++) {
      assertThat(WIDTHS[i] % WIDTHS[i - 1]).as("%d", WIDTHS[i]).isZero();
    }
  }

  @Test
  void resultDependsOnTheSetOfTimesAlone() {
    Random random = new Random(86_400);
    for (int round = 0; round < 60; round++) {
      List<Long> times = times(random);
      String expected = expected(times);
      for (int order = 0; order < 3; order++) {
        assertThat(describe(timeline(times))).as("round %d", round).isEqualTo(expected);
        assertThat(describe(merged(times, random)))
            .as("round %d, merged", round)
            .isEqualTo(expected);
        Collections.shuffle(times, random);
      }
    }
  }

  @Test
  void emptyTimelineIsNeutral() {
    ResponseTimeline timeline = timeline(times(new Random(1)));
    String before = describe(timeline);
    timeline.add(new ResponseTimeline());
    assertThat(describe(timeline)).isEqualTo(before);
    ResponseTimeline empty = new ResponseTimeline();
    empty.add(timeline);
    assertThat(describe(empty)).isEqualTo(before);
  }

  /// Seconds, with the RCODE in the last digit's place.
  private static List<Long> times(Random random) {
    List<Long> times = new ArrayList<>();
    int clusters = 1 + random.nextInt(4);
    for (int i = 0; i < clusters; i++) {
      long start = random.nextLong(2_000_000_000L) - 1_000_000L;
      long span = 1L << random.nextInt(4, 26);
      for (int j = random.nextInt(3000); j >= 0; j--) {
        times.add(start + random.nextLong(span));
      }
    }
    return times;
  }

  private static ResponseTimeline timeline(List<Long> seconds) {
    ResponseTimeline timeline = new ResponseTimeline();
    for (long second : seconds) {
      timeline.count(second * SECOND, rcode(second));
    }
    return timeline;
  }

  private static ResponseTimeline merged(List<Long> seconds, Random random) {
    List<ResponseTimeline> parts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      parts.add(new ResponseTimeline());
    }
    for (long second : seconds) {
      parts.get(random.nextInt(parts.size())).count(second * SECOND, rcode(second));
    }
    while (parts.size() > 1) {
      ResponseTimeline part = parts.remove(random.nextInt(parts.size()));
      parts.get(random.nextInt(parts.size())).add(part);
    }
    return parts.getFirst();
  }

  /// By another way: the first width with few enough buckets.
  private static String expected(List<Long> seconds) {
    for (long width : WIDTHS) {
      Map<Long, Map<Integer, Long>> buckets = new TreeMap<>();
      for (long second : seconds) {
        buckets
            .computeIfAbsent(Math.floorDiv(second, width) * width, key -> new TreeMap<>())
            .merge(rcode(second), 1L, Long::sum);
      }
      if (buckets.size() <= ResponseTimeline.MAX_BUCKETS) {
        return width + " s " + buckets;
      }
    }
    throw new AssertionError("no width is wide enough");
  }

  @Test
  void rcodesWithoutANameAreTogether() {
    ResponseTimeline timeline = new ResponseTimeline();
    for (int rcode = 0; rcode < 4096; rcode++) {
      timeline.count(0, rcode);
    }
    assertThat(timeline.responses(0, 23)).isEqualTo(1);
    assertThat(timeline.otherResponses(0)).isEqualTo(4096 - 24);
  }

  private static int rcode(long second) {
    return (int) Math.floorMod(second, 7L);
  }

  private static String describe(ResponseTimeline timeline) {
    Map<Long, Map<Integer, Long>> buckets = new TreeMap<>();
    for (int i = 0; i < timeline.size(); i++) {
      Map<Integer, Long> counts = new TreeMap<>();
      for (int rcode = 0; rcode < ResponseTimeline.RCODES_APART; rcode++) {
        if (timeline.responses(i, rcode) > 0) {
          counts.put(rcode, timeline.responses(i, rcode));
        }
      }
      buckets.put(timeline.startSeconds(i), counts);
    }
    return timeline.widthSeconds() + " s " + buckets;
  }

  private static long total(ResponseTimeline timeline) {
    long total = 0;
    for (int i = 0; i < timeline.size(); i++) {
      for (int rcode = 0; rcode < ResponseTimeline.RCODES_APART; rcode++) {
        total += timeline.responses(i, rcode);
      }
      total += timeline.otherResponses(i);
    }
    return total;
  }
}
