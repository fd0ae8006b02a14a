package dev.rcodestat.benchmarks;

import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.samples.PcapWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/// Writes a large capture of DNS traffic at a resolver's client side, the same one for the same seed.
///
/// A fifth is IPv6, seven tenths of the queries have EDNS; 50 servers answer 20,000 clients. What is
/// asked and answered is in [Exchange]. Frames are in the order of time; a response comes some 10 ms
/// after its query. What carries the messages is in [Traffic].
public final class TrafficGenerator {
  private static final long SEED = 20_261_122;
  private static final long START_NANOS = 1_780_000_000_000_000_000L;
  private static final long FRAME_GAP_NANOS = 20_000;

  private static final int SERVERS = 50;
  private static final int CLIENTS = 20_000;
  private static final int EXCHANGES = 4_096;
  private static final int IN_FLIGHT = 256;
  private static final int ETHERNET = 1;
  private static final int DNS_PORT = 53;
  private static final int UDP = 17;

  private static final int SYN = 0x02;
  private static final int ACK = 0x10;
  private static final int PSH_ACK = 0x18;
  private static final int FIN_ACK = 0x11;

  /// What the capture is made of.
  enum Traffic {
    /// Datagrams, and one transaction in fifty over TCP, with its whole stream.
    MIXED,
    /// TCP alone, a connection for each transaction.
    TCP,
    /// Connections of which only the beginning comes, and first fragments without the others, by
    /// turns.
    UNFINISHED
  }

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Exchange[] exchanges = new Exchange[EXCHANGES];
  private final byte[][] waiting = new byte[IN_FLIGHT][];
  private final PcapWriter out;
  private final long frames;
  private final Traffic traffic;
  private long written;

  private TrafficGenerator(PcapWriter out, long frames, Traffic traffic) {
    this.out = out;
    this.frames = frames;
    this.traffic = traffic;
    for (int i = 0; i < EXCHANGES; i++) {
      exchanges[i] = Exchange.random(random, i);
    }
  }

  /// Arguments: the file to write, how many frames, and a [Traffic], `mixed` if none is given.
  public static void main(String[] args) throws IOException {
    Traffic traffic =
        args.length > 2 ? Traffic.valueOf(args[2].toUpperCase(Locale.ROOT)) : Traffic.MIXED;
    write(Path.of(args[0]), Long.parseLong(args[1]), traffic);
  }

  /// Writes a capture of so many frames.
  static void write(Path file, long frames, Traffic traffic) throws IOException {
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        PcapWriter writer = new PcapWriter(stream, ETHERNET)) {
      new TrafficGenerator(writer, frames, traffic).run();
    }
  }

  private void run() throws IOException {
    while (written < frames) {
      boolean v6 = random.nextInt(5) == 0;
      byte[] server = address(v6, 1, random.nextInt(SERVERS));
      byte[] client = address(v6, 2, random.nextInt(CLIENTS));
      int port = 1024 + random.nextInt(64_000);
      Exchange exchange = exchanges[random.nextInt(EXCHANGES)].withId(random.nextInt(1 << 16));
      if (traffic == Traffic.UNFINISHED) {
        writeUnfinished(client, port, server, exchange);
      } else if (traffic == Traffic.TCP || random.nextInt(50) == 0) {
        writeStream(client, port, server, exchange);
      } else {
        write(FrameBuilder.ethernet().ip(client, server).udp(port, DNS_PORT, exchange.query()));
        answerLater(
            FrameBuilder.ethernet().ip(server, client).udp(DNS_PORT, port, exchange.response()));
      }
    }
  }

  /// Puts a response in the place of one that has waited long enough, which is written.
  private void answerLater(byte[] response) throws IOException {
    int place = random.nextInt(IN_FLIGHT);
    byte[] due = waiting[place];
    waiting[place] = response;
    if (due != null) {
      write(due);
    }
  }

  private void writeStream(byte[] client, int port, byte[] server, Exchange exchange)
      throws IOException {
    byte[] query = Exchange.lengthPrefixed(exchange.query());
    byte[] response = Exchange.lengthPrefixed(exchange.response());
    long up = random.nextInt() & 0xFFFF_FFFFL;
    long down = random.nextInt() & 0xFFFF_FFFFL;
    write(stream(client, server, up, 0, SYN).tcp(port, DNS_PORT, new byte[0]));
    write(stream(server, client, down, up + 1, SYN | ACK).tcp(DNS_PORT, port, new byte[0]));
    write(stream(client, server, up + 1, down + 1, ACK).tcp(port, DNS_PORT, new byte[0]));
    write(stream(client, server, up + 1, down + 1, PSH_ACK).tcp(port, DNS_PORT, query));
    long upDone = up + 1 + query.length;
    write(stream(server, client, down + 1, upDone, PSH_ACK).tcp(DNS_PORT, port, response));
    long downDone = down + 1 + response.length;
    write(stream(client, server, upDone, downDone, FIN_ACK).tcp(port, DNS_PORT, new byte[0]));
    write(stream(server, client, downDone, upDone + 1, FIN_ACK).tcp(DNS_PORT, port, new byte[0]));
  }

  /// A beginning that nothing follows.
  private void writeUnfinished(byte[] client, int port, byte[] server, Exchange exchange)
      throws IOException {
    if (written % 2 == 0) {
      long up = random.nextInt() & 0xFFFF_FFFFL;
      write(stream(client, server, up, 0, SYN).tcp(port, DNS_PORT, new byte[0]));
      return;
    }
    byte[] octets = exchange.response();
    byte[] datagram =
        MessageBuilder.concat(
            new byte[] {0, DNS_PORT, (byte) (port >> 8), (byte) port, 8, 0, 0, 0},
            octets,
            new byte[1472]);
    byte[] first = Arrays.copyOf(datagram, 1480);
    boolean v6 = server.length == 16;
    FrameBuilder frame = FrameBuilder.ethernet().ip(server, client);
    write(
        v6
            ? frame.fragmentExtension(1, written).payload(UDP, first)
            : frame
                .identification((int) written & 0xFFFF)
                .fragmentField(0x2000)
                .payload(UDP, first));
  }

  private static FrameBuilder stream(
      byte[] source, byte[] destination, long sequence, long acknowledgment, int flags) {
    return FrameBuilder.ethernet()
        .ip(source, destination)
        .tcpSequence(sequence & 0xFFFF_FFFFL, acknowledgment & 0xFFFF_FFFFL)
        .tcpFlags(flags);
  }

  private void write(byte[] frame) throws IOException {
    if (written < frames) {
      out.write(START_NANOS + written * FRAME_GAP_NANOS, frame);
      written++;
    }
  }

  /// Addresses of the documentation and benchmarking ranges (RFC 2544, RFC 3849).
  private static byte[] address(boolean v6, int network, int host) {
    byte high = (byte) (host >> 8);
    byte low = (byte) host;
    if (!v6) {
      return new byte[] {(byte) 198, (byte) (17 + network), high, low};
    }
    byte[] address = new byte[16];
    address[0] = 0x20;
    address[1] = 0x01;
    address[2] = 0x0D;
    address[3] = (byte) 0xB8;
    address[5] = (byte) network;
    address[14] = high;
    address[15] = low;
    return address;
  }
}
