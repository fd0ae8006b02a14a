package dev.rcodestat.capture.live;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds names of hosts and networks in an expression of pcap-filter(7), before libpcap does and asks the
/// DNS for their addresses.
///
/// An expression is split as libpcap splits it. A word that is no keyword and no number is a name of what
/// the last keyword asks for, which is an address after `host`, `src` or `net`, also where operators stand
/// in between: `host 192.0.2.1 or www`.
final class FilterNames {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\\\(?<escaped>[^ !()\\n\\t]+)|(?<word>[A-Za-z0-9](?:[-_.A-Za-z0-9]*[.A-Za-z0-9])?)");

  /// With any of the separators that libpcap takes, or none.
  private static final Pattern MAC =
      Pattern.compile(
          "\\p{XDigit}{1,2}(?:[-.:]\\p{XDigit}{1,2}){5}(?![-.:\\w])"
              + "|\\p{XDigit}{4}([.]?)\\p{XDigit}{4}\\1\\p{XDigit}{4}(?![-.:\\w])");

  private static final Pattern IP6 = Pattern.compile("[:.\\p{XDigit}]+");
  private static final Pattern NO_IP6 = Pattern.compile("\\p{XDigit}{5}|^[^:]*:?[^:]*$");

  private static final Pattern NUMBER =
      Pattern.compile("(?:0[xX]\\p{XDigit}+|[0-9]+)(?:[.](?:0[xX]\\p{XDigit}+|[0-9]+)){0,3}");

  /// Words that leave open what is asked for.
  private static final Set<String> OPERATORS = Set.of("and", "or", "not", "mask");

  private static final Set<String> FOR_ADDRESSES =
      words(
          """
          host net gateway src dst ra ta addr1 addr2 addr3 addr4 address1 address2 address3 address4
          """);

  /// Keywords that names of interfaces and rules of a packet filter stand behind.
  private static final Set<String> FOR_LABELS = words("on ifname rset ruleset reason action");

  private static final Set<String> OTHER_KEYWORDS =
      words(
          """
          port portrange proto protochain ether link ppp slip fddi tr wlan ip ip6 arp rarp sctp tcp udp
          icmp icmp6 igmp igrp pim vrrp carp radio ah esp atalk aarp decnet lat sca moprc mopdl stp ipx
          netbeui iso clnp esis es-is isis is-is l1 l2 iih lsp snp csnp psnp type subtype dir direction
          less greater byte broadcast multicast len length inbound outbound ifindex vlan mpls pppoed
          pppoes geneve vxlan lane llc metac bcc oam oamf4 oamf4ec oamf4e oamf4sc oamf4s sc ilmic vpi vci
          connectmsg metaconnect rnr rulenum srnr subrulenum fisu lssu lsu msu hfisu hlssu hmsu sio opc
          dpc sls hsio hopc hdpc hsls
          icmptype icmpcode icmp6type icmp6code tcpflags
          icmp-echoreply icmp-unreach icmp-sourcequench icmp-redirect icmp-echo icmp-routeradvert
          icmp-routersolicit icmp-timxceed icmp-paramprob icmp-tstamp icmp-tstampreply icmp-ireq
          icmp-ireqreply icmp-maskreq icmp-maskreply
          icmp6-destinationunreach icmp6-packettoobig icmp6-timeexceeded icmp6-parameterproblem
          icmp6-echo icmp6-echoreply icmp6-multicastlistenerquery icmp6-multicastlistenerreportv1
          icmp6-multicastlistenerdone icmp6-routersolicit icmp6-routeradvert icmp6-neighborsolicit
          icmp6-neighboradvert icmp6-redirect icmp6-routerrenum icmp6-nodeinformationquery
          icmp6-nodeinformationresponse icmp6-ineighbordiscoverysolicit
          icmp6-ineighbordiscoveryadvert icmp6-multicastlistenerreportv2
          icmp6-homeagentdiscoveryrequest icmp6-homeagentdiscoveryreply icmp6-mobileprefixsolicit
          icmp6-mobileprefixadvert icmp6-certpathsolicit icmp6-certpathadvert
          icmp6-multicastrouteradvert icmp6-multicastroutersolicit icmp6-multicastrouterterm
          tcp-fin tcp-syn tcp-rst tcp-push tcp-ack tcp-urg tcp-ece tcp-cwr
          """);

  private final String expression;
  private Wanted wanted = Wanted.OTHER;

  private FilterNames(String expression) {
    this.expression = expression;
  }

  /// The first name of a host or a network; empty where there is none.
  static Optional<String> firstIn(String expression) {
    return new FilterNames(expression).first();
  }

  private Optional<String> first() {
    Matcher token = TOKEN.matcher(expression);
    int at = 0;
    while (at < expression.length()) {
      int afterAddress = endOfAddress(at);
      if (afterAddress > at) {
        at = afterAddress;
      } else if (token.region(at, expression.length()).lookingAt()) {
        String escaped = token.group("escaped");
        if (escaped == null ? isName(token.group("word")) : asksDns(escaped)) {
          return Optional.of(token.group());
        }
        at = token.end();
      } else {
        at++;
      }
    }
    return Optional.empty();
  }

  /// Where a MAC address or an IPv6 address that begins here ends; `at` where none does.
  private int endOfAddress(int at) {
    Matcher mac = MAC.matcher(expression).region(at, expression.length());
    if (mac.lookingAt()) {
      return mac.end();
    }
    Matcher ip6 = IP6.matcher(expression).region(at, expression.length());
    return ip6.lookingAt() && isIp6(ip6.group()) ? ip6.end() : at;
  }

  private static boolean isIp6(String digits) {
    if (NO_IP6.matcher(digits).find()) {
      return false;
    }
    try {
      InetAddress.ofLiteral(digits);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean isName(String word) {
    if (OPERATORS.contains(word) || NUMBER.matcher(word).matches()) {
      return false;
    }
    if (FOR_ADDRESSES.contains(word)) {
      wanted = Wanted.ADDRESS;
    } else if (FOR_LABELS.contains(word)) {
      wanted = Wanted.LABEL;
    } else if (OTHER_KEYWORDS.contains(word)) {
      wanted = Wanted.OTHER;
    } else {
      return asksDns(word);
    }
    return false;
  }

  /// Names of ports and protocols are not in the DNS, and have no dots.
  private boolean asksDns(String name) {
    return switch (wanted) {
      case ADDRESS -> true;
      case LABEL -> false;
      case OTHER -> name.contains(".");
    };
  }

  private static Set<String> words(String words) {
    return Set.of(words.strip().split("\\s+"));
  }

  /// What a word that is no keyword stands for.
  private enum Wanted {
    ADDRESS,
    LABEL,
    OTHER
  }
}
