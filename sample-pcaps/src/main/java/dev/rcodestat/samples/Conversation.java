package dev.rcodestat.samples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.Random;

/// Writes what a client and a server say to each other into a classic pcap file. Times and message
/// IDs are the same on each run.
final class Conversation {
  static final String CLIENT = "192.0.2.1";
  static final String SERVER = "192.0.2.53";
  static final String CLIENT_V6 = "2001:db8::1";
  static final String SERVER_V6 = "2001:db8::53";
  static final int CLIENT_PORT = 40_000;
  static final int DNS_PORT = 53;
  static final int TYPE_A = 1;

  static final int ETHERNET = 1;

  /// 2026-01-01T00:00:00Z.
  static final long START_NANOS = 1_767_225_600_000_000_000L;

  private static final long STEP_NANOS = 1_000_001_000L;
  private static final long SEED = 1035;

  private final PcapWriter pcap;
  private final long stepNanos;
  private final Random random = new Random(SEED);
  private long nanos = START_NANOS;

  Conversation(OutputStream out) throws IOException {
    this(out, STEP_NANOS);
  }

  /// @param stepNanos from one frame to the next, unless [#at] or [#after] say otherwise
  Conversation(OutputStream out, long stepNanos) throws IOException {
    this(new PcapWriter(out, ETHERNET), stepNanos);
  }

  Conversation(OutputStream out, boolean nanoseconds, ByteOrder order) throws IOException {
    this(new PcapWriter(out, ETHERNET, nanoseconds, order), STEP_NANOS);
  }

  private Conversation(PcapWriter pcap, long stepNanos) {
    this.pcap = pcap;
    this.stepNanos = stepNanos;
  }

  /// An ID for the next message.
  int nextId() {
    return random.nextInt(0x1_0000);
  }

  /// The next frame comes so many nanoseconds after [#START_NANOS].
  Conversation at(long sinceStart) {
    nanos = START_NANOS + sinceStart;
    return this;
  }

  /// The next frame comes so many nanoseconds after the one before.
  Conversation after(long sinceFrame) {
    nanos += sinceFrame - stepNanos;
    return this;
  }

  /// A question of the client, and what the server answers.
  void exchange(MessageBuilder query, MessageBuilder response) throws IOException {
    frame(query(query.build()));
    frame(response(response.build()));
  }

  /// The server answers a plain question for this name's address in its own way.
  void exchange(String name, MessageBuilder response) throws IOException {
    exchange(
        MessageBuilder.query(response.id()).recursionDesired().question(name, TYPE_A), response);
  }

  /// What the server says without being asked.
  void unasked(MessageBuilder response) throws IOException {
    frame(response(response.build()));
  }

  void frame(byte[] frame) throws IOException {
    cutFrame(frame, frame.length);
  }

  /// A frame of which a snaplen left only the first octets.
  void cutFrame(byte[] frame, int captured) throws IOException {
    pcap.writeCut(nanos, frame, captured);
    nanos += stepNanos;
  }

  static byte[] query(byte[] message) {
    return FrameBuilder.ethernet().ip(CLIENT, SERVER).udp(CLIENT_PORT, DNS_PORT, message);
  }

  static byte[] response(byte[] message) {
    return FrameBuilder.ethernet().ip(SERVER, CLIENT).udp(DNS_PORT, CLIENT_PORT, message);
  }
}
