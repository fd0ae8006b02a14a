package dev.rcodestat.capture.live;

import dev.rcodestat.capture.FrameFilter;
import dev.rcodestat.packet.LinkType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/// A filter in the language of pcap-filter(7), compiled by libpcap for each link type that comes up, and
/// run by it on a copy of each frame. Single-threaded.
///
/// A link type that the expression makes no sense for, such as `vlan` for raw IP, has no frames that
/// match; [#problems] says so.
public final class BpfFilter implements FrameFilter {
  // DLT_ numbers where they differ from LINKTYPE_ numbers (pcap/dlt.h, on Linux).
  private static final int DLT_ATM_RFC1483 = 11;
  private static final int DLT_RAW = 12;
  private static final int DLT_SLIP_BSDOS = 15;
  private static final int DLT_PPP_BSDOS = 16;
  private static final int DLT_PFSYNC = 18;
  private static final int DLT_ATM_CLIP = 19;

  // LINKTYPE_ numbers of frames that are not decoded, and may be filtered all the same.
  private static final int SLIP_BSDOS = 102;
  private static final int PPP_BSDOS = 103;
  private static final int ATM_CLIP = 106;
  private static final int PFSYNC = 246;

  /// Whatever is fine for one of these is no mistake: Ethernet, raw IP, Linux cooked, IEEE 802.11.
  private static final int[] COMMON = {
    LinkType.ETHERNET, LinkType.RAW, LinkType.LINUX_SLL, LinkType.LINUX_SLL2, LinkType.IEEE802_11
  };

  /// libpcap's compiler calls itself for every part, and longer ones exhaust the stack.
  private static final int LONGEST_EXPRESSION = 8192;

  private static final int SNAPLEN = 262_144;

  /// A capture may declare tens of thousands of link types.
  private static final int MOST_PROBLEMS = 10;

  private static final Pattern FOR_THE_KERNEL =
      Pattern.compile("(?<![-\\\\._\\w])(?:inbound|outbound|ifindex)(?![-._\\w])");

  private final String expression;
  private final Map<Integer, Optional<BpfProgram>> programs = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int moreProblems;
  private final byte[][] arrays = new byte[Integer.SIZE][0];
  private int linkType = -1;
  private @Nullable BpfProgram program;

  private BpfFilter(String expression) {
    this.expression = expression;
  }

  /// A filter of these words.
  ///
  /// @throws FilterException where they make no sense for any common link type, or name a host or a
  ///     network, which libpcap would ask the DNS for
  /// @throws LiveCaptureException where libpcap is missing
  public static BpfFilter of(String expression) throws FilterException, LiveCaptureException {
    if (expression.length() > LONGEST_EXPRESSION) {
      throw new FilterException(
          "an expression of " + expression.length() + " characters; at most " + LONGEST_EXPRESSION);
    }
    Optional<String> name = FilterNames.firstIn(expression);
    if (name.isPresent()) {
      throw new FilterException(
          "the name "
              + name.get()
              + " would have to be asked of the DNS, and no packet is sent: give an address");
    }
    BpfFilter filter = new BpfFilter(expression);
    try {
      for (int linkType : COMMON) {
        if (filter.programFor(linkType).isPresent()) {
          filter.problems.clear(); // these types need not come up
          filter.programs.values().removeIf(Optional::isEmpty);
          return filter;
        }
      }
    } catch (LinkageError e) {
      throw LiveObstacle.missingLibrary("--filter", e);
    }
    throw new FilterException(filter.problems.getFirst());
  }

  @Override
  public Optional<String> expression() {
    return Optional.of(expression);
  }

  @Override
  public FrameFilter forAnotherThread() {
    return new BpfFilter(expression);
  }

  /// What kept link types from being filtered, a line for people each; of many the first ones, and the
  /// number of the others.
  public List<String> problems() {
    List<String> lines = new ArrayList<>(problems);
    if (moreProblems > 0) {
      lines.add(moreProblems + (moreProblems == 1 ? " more link type" : " more link types"));
    }
    return lines;
  }

  @Override
  public boolean matches(ByteBuffer memory, int offset, int captured, int length, int linkType) {
    if (linkType != this.linkType) {
      this.linkType = linkType;
      program = programFor(linkType).orElse(null);
    }
    if (program == null) {
      return false;
    }
    byte[] copy = arrayFor(captured);
    memory.get(offset, copy, 0, captured);
    return program.applyFilter(copy, length, captured);
  }

  /// The whole array goes over to libpcap, so it is never much longer than the frame.
  private byte[] arrayFor(int octets) {
    int power = Integer.SIZE - Integer.numberOfLeadingZeros(octets);
    byte[] array = arrays[power];
    if (octets > array.length) {
      array = new byte[(int) Math.min(1L << power, Integer.MAX_VALUE)];
      arrays[power] = array;
    }
    return array;
  }

  private Optional<BpfProgram> programFor(int linkType) {
    return programs.computeIfAbsent(linkType, this::compile);
  }

  private Optional<BpfProgram> compile(int linkType) {
    Optional<String> lost = wordForTheKernel(linkType);
    if (lost.isPresent()) {
      note(linkType, lost.get() + " is not in the frames of a file");
      return Optional.empty();
    }
    try (PcapHandle handle = Pcaps.openDead(DataLinkType.getInstance(dlt(linkType)), SNAPLEN)) {
      return Optional.of(handle.compileFilter(expression, BpfCompileMode.OPTIMIZE, netmask()));
    } catch (PcapNativeException | NotOpenException e) {
      note(linkType, words(e));
      return Optional.empty();
    }
  }

  private void note(int linkType, String problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add("link type " + linkType + ": " + problem);
    } else {
      moreProblems++;
    }
  }

  /// A word of the expression that libpcap makes the kernel answer, which knows it of frames that it captures
  /// and not of those of a file. libpcap says so only where it opened the file itself.
  private Optional<String> wordForTheKernel(int linkType) {
    return FOR_THE_KERNEL
        .matcher(expression)
        .results()
        .map(MatchResult::group)
        .filter(word -> !isInHeader(word, linkType))
        .findFirst();
  }

  private static boolean isInHeader(String word, int linkType) {
    return switch (linkType) {
      case LinkType.LINUX_SLL2 -> true;
      case LinkType.LINUX_SLL, LinkType.SLIP, LinkType.PFLOG, LinkType.PPP_PPPD, LinkType.IPNET ->
          !word.equals("ifindex");
      default -> !new LinkType(linkType).isDecoded();
    };
  }

  private static int dlt(int linkType) {
    return switch (linkType) {
      case LinkType.RAW, LinkType.RAW_OPENBSD -> DLT_RAW;
      case LinkType.ATM_RFC1483 -> DLT_ATM_RFC1483;
      case SLIP_BSDOS -> DLT_SLIP_BSDOS;
      case PPP_BSDOS -> DLT_PPP_BSDOS;
      case ATM_CLIP -> DLT_ATM_CLIP;
      case PFSYNC -> DLT_PFSYNC;
      default -> linkType;
    };
  }

  /// Of a network that is not known.
  private static Inet4Address netmask() {
    try {
      return (Inet4Address) InetAddress.getByAddress(new byte[] {-1, -1, -1, -1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four octets are an address", e);
    }
  }

  private static String words(Exception e) {
    return String.valueOf(e.getMessage()).strip();
  }
}
