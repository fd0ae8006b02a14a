package dev.rcodestat.capture.live;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;

/// Puts into one line what keeps a capture from beginning, and the remedy.
final class LiveObstacle {
  private LiveObstacle() {}

  static LiveCaptureException explain(String interfaceName, Throwable cause) {
    String message;
    if (cause instanceof LinkageError) {
      message =
          "live capture needs libpcap, which is missing: install it (Debian and Ubuntu: apt-get install"
              + " libpcap0.8)";
    } else {
      String reported = String.valueOf(cause.getMessage()).strip();
      String text = reported.toLowerCase(Locale.ROOT);
      if (text.contains("not permitted") || text.contains("permission")) {
        message = missingRight(interfaceName);
      } else if (text.contains("no such device") || text.contains("doesn't exist")) {
        message = "there is no interface " + interfaceName + "; there are: " + interfaceNames();
      } else {
        message =
            "cannot capture on " + interfaceName + ": " + reported.lines().findFirst().orElse("");
      }
    }
    return new LiveCaptureException(message, cause);
  }

  private static String missingRight(String interfaceName) {
    return "capturing on "
        + interfaceName
        + " needs the right CAP_NET_RAW: run as root, or give it as an ambient capability (systemd:"
        + " AmbientCapabilities=CAP_NET_RAW), or pipe: tcpdump -U -i "
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
