package dev.rcodestat.samples;

import static dev.rcodestat.samples.Conversation.CLIENT;
import static dev.rcodestat.samples.Conversation.CLIENT_PORT;
import static dev.rcodestat.samples.Conversation.CLIENT_V6;
import static dev.rcodestat.samples.Conversation.DNS_PORT;
import static dev.rcodestat.samples.Conversation.SERVER;
import static dev.rcodestat.samples.Conversation.SERVER_V6;
import static dev.rcodestat.samples.Conversation.TYPE_A;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/// Captures of messages that had to be cut for the way: TCP streams and fragments, whole, disordered
/// and with parts missing. A capture has one server's answers, mostly SERVFAIL.
final class StreamSamples {
  private static final int SERVFAIL = 2;
  private static final int UDP = 17;
  private static final int MORE = 0x2000;

  private StreamSamples() {}

  static List<GeneratedSample> all() {
    return List.of(
        new GeneratedSample("streams.pcap", StreamSamples::streams),
        new GeneratedSample("streams-lossy.pcap", StreamSamples::lossyStreams),
        new GeneratedSample("fragments-odd.pcap", StreamSamples::fragments));
  }

  /// Everything that TCP may do without loss.
  private static void streams(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    Connection whole = connection(talk, 1);
    whole.begin();
    whole.answer(answers(talk, 3)); // three messages in a packet
    for (int cut : new int[] {1, 2, 13, 20}) { // in and behind length and header, in the question
      byte[] split = answers(talk, 2);
      whole.answer(Arrays.copyOf(split, cut));
      whole.answer(Arrays.copyOfRange(split, cut, split.length));
    }
    byte[] large = Connection.framed(Arrays.copyOf(answer(talk), 4000));
    for (int at = 0; at < large.length; at += 1400) {
      whole.answer(Arrays.copyOfRange(large, at, Math.min(at + 1400, large.length)));
    }
    byte[] again = answers(talk, 1);
    whole.answer(again);
    whole.answerAgain(again);
    whole.end();
    Connection cut = connection(talk, 2);
    cut.begin();
    cut.cutAnswer(Connection.framed(Arrays.copyOf(answer(talk), 1000)), 96);
    cut.answer(answers(talk, 1));
  }

  /// What a capture shows that lost packets, or saw them in another order.
  private static void lossyStreams(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    Connection fromTheMiddle = connection(talk, 2);
    fromTheMiddle.answer(Arrays.copyOfRange(answers(talk, 1), 20, 35));
    fromTheMiddle.answer(answers(talk, 2));
    fromTheMiddle.reset();
    Connection anew = connection(talk, 2); // the same ends once more
    anew.begin();
    anew.answer(answers(talk, 1));
    anew.end();
    Connection disordered = connection(talk, 1);
    disordered.begin();
    byte[] first = answers(talk, 2);
    byte[] second = answers(talk, 2);
    disordered.skip(first.length);
    disordered.answer(second);
    disordered.skip(-first.length - second.length);
    disordered.answer(first);
    disordered.skip(second.length);
    disordered.acknowledge();
    disordered.skip(-20); // the end of the last one again, and a new one
    disordered.answer(MessageBuilder.concat(tail(second, 20), answers(talk, 1)));
    byte[] lost = answers(talk, 3);
    int message = lost.length / 3;
    disordered.answer(Arrays.copyOf(lost, message + 20));
    disordered.skip(message - 20);
    disordered.answer(tail(lost, message));
    disordered.acknowledge();
    disordered.skip(500); // more than is known of
    disordered.answer(answers(talk, 1));
    disordered.acknowledge();
    disordered.answer(Arrays.copyOf(answers(talk, 1), 25)); // and there the capture ends
  }

  /// Fragments in order and not, repeated, overlapping, missing.
  private static void fragments(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    for (boolean v6 : new boolean[] {false, true}) {
      int number = v6 ? 100 : 1;
      fragments(talk, v6, number, 0, 48, 96, 200);
      byte[] backwards = datagram(talk, 200, v6);
      talk.frame(fragment(v6, number + 1, backwards, 96, 200));
      talk.frame(fragment(v6, number + 1, backwards, 48, 96));
      talk.frame(fragment(v6, number + 1, backwards, 0, 48));
      byte[] repeated = datagram(talk, 200, v6);
      talk.frame(fragment(v6, number + 2, repeated, 0, 96));
      talk.frame(fragment(v6, number + 2, repeated, 0, 96));
      talk.frame(fragment(v6, number + 2, repeated, 96, 200));
      byte[] missing = datagram(talk, 200, v6);
      talk.frame(fragment(v6, number + 3, missing, 0, 96));
      talk.frame(fragment(v6, number + 4, missing, 96, 200));
      fragments(talk, v6, number + 5, 0, 8, 16, 24, 32, 40, 200); // the header in two of them
    }
    byte[] overlapping = datagram(talk, 200, false);
    talk.frame(fragment(false, 50, overlapping, 0, 96));
    talk.frame(fragment(false, 50, overlapping, 88, 104));
    talk.frame(fragment(false, 50, overlapping, 96, 200));
  }

  private static void fragments(Conversation talk, boolean v6, int number, int... cuts)
      throws IOException {
    byte[] datagram = datagram(talk, cuts[cuts.length - 1], v6);
    for (int i = 1; i < cuts.length; i++) {
      talk.frame(fragment(v6, number, datagram, cuts[i - 1], cuts[i]));
    }
  }

  /// A datagram of so many octets, without its IP header.
  private static byte[] datagram(Conversation talk, int octets, boolean v6) {
    byte[] message = Arrays.copyOf(answer(talk), octets - 8);
    byte[] packet = ends(FrameBuilder.raw(), v6).udp(DNS_PORT, CLIENT_PORT, message);
    return tail(packet, octets);
  }

  private static byte[] fragment(boolean v6, int number, byte[] datagram, int start, int end) {
    FrameBuilder frame = ends(FrameBuilder.ethernet(), v6);
    boolean more = end < datagram.length;
    if (v6) {
      frame.fragmentExtension(start | (more ? 1 : 0), number);
    } else {
      frame.identification(number).fragmentField(start / 8 | (more ? MORE : 0));
    }
    return frame.payload(UDP, Arrays.copyOfRange(datagram, start, end));
  }

  private static FrameBuilder ends(FrameBuilder frame, boolean v6) {
    return v6 ? frame.ip(SERVER_V6, CLIENT_V6) : frame.ip(SERVER, CLIENT);
  }

  private static byte[] answer(Conversation talk) {
    int id = talk.nextId();
    return MessageBuilder.response(id).question("www.example", TYPE_A).rcode(SERVFAIL).build();
  }

  /// So many messages as TCP carries them, each 31 octets long.
  private static byte[] answers(Conversation talk, int count) {
    byte[] all = {};
    for (int i = 0; i < count; i++) {
      all = MessageBuilder.concat(all, Connection.framed(answer(talk)));
    }
    return all;
  }

  /// A connection whose server speaks; the client says nothing but what TCP needs.
  private static Connection connection(Conversation talk, int number) {
    return new Connection(talk, CLIENT, CLIENT_PORT + number, SERVER);
  }

  private static byte[] tail(byte[] octets, int count) {
    return Arrays.copyOfRange(octets, octets.length - count, octets.length);
  }
}
