package dev.rcodestat.capture.live;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;

/// Puts into one line what keeps a capture from beginning, and the remedy.
final class LiveObstacle {
  // PCAP_ERROR_ numbers of libpcap (pcap/pcap.h).
  private static final int NO_SUCH_DEVICE = -5;
  private static final int PERMISSION_DENIED = -8;
  private static final int PROMISCUOUS_PERMISSION_DENIED = -11;

  private LiveObstacle() {}

  static LiveCaptureException explain(String interfaceName, Throwable cause) {
    String reported = firstLine(cause);
    String message =
        switch (cause) {
          case LinkageError _ -> missingLibrary("live capture", reported);
          case PcapNativeException e when isMissingRight(e) -> missingRight(interfaceName);
          case PcapNativeException e when isMissingInterface(e) ->
              "there is no interface " + interfaceName + "; there are: " + interfaceNames();
          default -> "cannot capture on " + interfaceName + ": " + reported;
        };
    return new LiveCaptureException(message, cause);
  }

  /// @param what needs libpcap
  static LiveCaptureException missingLibrary(String what, LinkageError cause) {
    return new LiveCaptureException(missingLibrary(what, firstLine(cause)), cause);
  }

  private static String missingLibrary(String what, String reported) {
    return what
        + " needs libpcap, which cannot be loaded: install it (Debian and Ubuntu: apt-get install"
        + " libpcap0.8); reported: "
        + reported;
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip();
  }

  /// By libpcap's number where it gives one, because its words follow the locale.
  private static boolean isMissingRight(PcapNativeException e) {
    return hasCode(e, PERMISSION_DENIED)
        || hasCode(e, PROMISCUOUS_PERMISSION_DENIED)
        || says(e, "not permitted");
  }

  private static boolean isMissingInterface(PcapNativeException e) {
    return hasCode(e, NO_SUCH_DEVICE) || says(e, "no such device");
  }

  private static boolean hasCode(PcapNativeException e, int code) {
    return Objects.equals(e.getReturnCode(), code);
  }

  private static boolean says(PcapNativeException e, String words) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(words);
  }

  private static String missingRight(String interfaceName) {
    return "capturing on "
        + interfaceName
        + " needs the right CAP_NET_RAW: run as root, or give it as an ambient capability (systemd:"
        + " AmbientCapabilities=CAP_NET_RAW), or pipe: sudo tcpdump -U -i "
        + interfaceName
        + " -w - | rcodestat analyze -";
  }

  private static String interfaceNames() {
    try {
      List<PcapNetworkInterface> interfaces = Pcaps.findAllDevs();
      return interfaces.stream()
          .map(PcapNetworkInterface::getName)
          .collect(Collectors.joining(", "));
    } catch (PcapNativeException e) {
      return "none that can be listed";
    }
  }
}
