package dev.rcodestat.transaction;

import dev.rcodestat.capture.FrameView;
import dev.rcodestat.dns.RecordType;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.transaction.Said.Family;
import dev.rcodestat.transaction.Said.Kind;
import dev.rcodestat.transaction.Said.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Makes up queries, and responses of which most have something to do with them, out of small pools of
/// everything.
public final class RandomTraffic {
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000 * MILLISECOND;
  private static final long START_NANOS = 1_767_225_600L * SECOND;

  /// From message to message: the rules turn at many of these.
  private static final long[] GAPS = {
    2_000,
    40_000,
    MILLISECOND,
    MILLISECOND + 2_000,
    5 * MILLISECOND,
    10 * MILLISECOND,
    10 * MILLISECOND + 2_000,
    300 * MILLISECOND,
    SECOND,
    5 * SECOND,
    5 * SECOND + 2_000,
    17 * SECOND
  };

  private static final String[] NAMES = {"a.example", "A.eXample", "bb.example", "Bb.Example", ""};
  private static final int[] TYPES = {1, 28, RecordType.AXFR, RecordType.IXFR};
  private static final int RCODES = 16;

  /// Later messages have to do with so many earlier ones.
  private static final int RECENT = 8;

  /// How much the times can be relied on.
  public enum Clock {
    FORWARD,
    STANDING,
    JITTERING,
    JUMPING,
    PARTLY_MISSING,
    MISSING
  }

  private final Random random;
  private final Clock clock;
  private final int clients;
  private final int ids;
  private final long[] gaps;
  private final List<Said> queries = new ArrayList<>();
  private final List<Said> responses = new ArrayList<>();
  private long nanos = START_NANOS;

  /// @param clients how many there are; each has two ports, and asks two servers over both transports
  /// @param ids how many message IDs each uses
  public RandomTraffic(Random random, Clock clock, int clients, int ids) {
    this.random = random;
    this.clock = clock;
    this.clients = clients;
    this.ids = ids;
    int from = random.nextInt(GAPS.length / 2);
    gaps = Arrays.copyOfRange(GAPS, from, from + 1 + random.nextInt(GAPS.length - from));
  }

  public List<Said> make(int messages) {
    List<Said> made = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      made.add(next());
    }
    for (int i = 1; i < messages; i++) {
      if (random.nextInt(8) == 0) {
        Collections.swap(made, i - 1, i);
      }
    }
    return made.stream().map(this::timed).toList();
  }

  private Said next() {
    int dice = random.nextInt(100);
    if (queries.isEmpty() || dice < 30) {
      return query(family(), question(85));
    }
    Said asked = recent(queries);
    if (dice < 45) {
      return query(asked.family(), inAnyCase(asked.question()));
    }
    if (dice < 80) {
      boolean same = random.nextInt(10) < 8;
      return response(asked.family(), same ? inAnyCase(asked.question()) : question(40));
    }
    if (dice < 95 && !responses.isEmpty()) {
      Said before = recent(responses);
      return response(before.family(), before.question());
    }
    return response(family(), question(80));
  }

  private Said query(Family family, Question question) {
    Said query = new Said(0, false, family, question, 0);
    queries.add(query);
    return query;
  }

  private Said response(Family family, Question question) {
    Said response = new Said(0, true, family, question, random.nextInt(RCODES));
    responses.add(response);
    return response;
  }

  private Family family() {
    return new Family(
        1 + random.nextInt(clients),
        40_000 + random.nextInt(2),
        53 + random.nextInt(2),
        random.nextInt(3) == 0 ? Transport.TCP : Transport.UDP,
        random.nextInt(ids));
  }

  private Question question(int percentReadable) {
    if (random.nextInt(100) < percentReadable) {
      return new Question(Kind.READABLE, pick(NAMES), TYPES[random.nextInt(TYPES.length)]);
    }
    return new Question(random.nextBoolean() ? Kind.NONE : Kind.UNREADABLE, "", 0);
  }

  private Question inAnyCase(Question question) {
    String name = random.nextBoolean() ? question.name() : question.name().toUpperCase(Locale.ROOT);
    return new Question(question.kind(), name, question.type());
  }

  private Said timed(Said said) {
    nanos += gaps[random.nextInt(gaps.length)] * (clock == Clock.STANDING ? random.nextInt(2) : 1);
    long at =
        switch (clock) {
          case FORWARD, STANDING -> nanos;
          case JITTERING -> nanos - random.nextLong(15) * MILLISECOND;
          case JUMPING -> {
            if (random.nextInt(20) == 0) {
              nanos += random.nextLong(-20, 20) * SECOND;
            }
            yield nanos;
          }
          case PARTLY_MISSING -> random.nextInt(4) == 0 ? FrameView.NO_TIMESTAMP : nanos;
          case MISSING -> FrameView.NO_TIMESTAMP;
        };
    return new Said(at, said.isResponse(), said.family(), said.question(), said.rcode());
  }

  private <T> T recent(List<T> list) {
    return list.get(list.size() - 1 - random.nextInt(Math.min(RECENT, list.size())));
  }

  private String pick(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }
}
