package dev.rcodestat.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// No expression makes libpcap ask the DNS.
class FilterNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ip",
        "udp port domain",
        "udp port domain or ntp",
        "tcp dst port ftp or ftp-data or domain",
        "icmp[icmptype] == icmp-echo",
        "host 192.0.2.1 and icmp[icmptype] != icmp-echo",
        "host 192.0.2.1 and (icmp-echo = icmp[icmptype])",
        "tcp[tcpflags] & (tcp-rst|tcp-ack) == (tcp-rst|tcp-ack)",
        "tcp[tcpflags]&(tcp-syn|tcp-fin)!=0 and not src and dst net 10.0.0.0/8",
        "tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)",
        "ip[6:2] & 0x1fff = 0",
        "host 192.0.2.1",
        "host 0xc0.0.2.1",
        "host 192.0.2.1 or 2001:db8::1",
        "host 192.0.2.1 and (192.0.2.2 or not 192.0.2.3)",
        "host fe80::a:b or ::ffff:192.0.2.1 or :: or ::1 or dead:beef::",
        "host 2001:db8:a:b:c:d:e:f and udp",
        "ip6 net 2001:db8::/32",
        "ether host 02:00:00:00:00:01",
        "ether host fe:ed:fa:ce:be:ef",
        "ether host fe-ed-fa-ce-be-ef or feed.face.beef or feedfacebeef or f.e.e.d.f.a",
        "wlan addr2 a:2:3:4:5:b",
        "wlan ra 02:00:00:00:00:01 or ta 02:00:00:00:00:02",
        "net 10",
        "net 10.0.0.0/8",
        "net 10.0.0.0 mask 255.0.0.0 or 192.0.2.0/24",
        "src portrange 1000-2000",
        "portrange ftp-data-ftp",
        "src or dst port domain",
        "ip proto \\udp",
        "ether proto \\arp",
        "ip6 protochain 44",
        "vlan 5 and tcp",
        "vlan and vlan 300 && ip",
        "mpls 100000 && mpls 1024 && host 192.0.2.1",
        "pppoes 0x27 && ip",
        "geneve 0xb && ip",
        "vxlan 5 and host 192.0.2.1",
        "wlan type mgt subtype beacon",
        "type ctl and dir tods",
        "src host 192.0.2.1 and dst port 53",
        "host 192.0.2.1 and port domain or http",
        "src 192.0.2.1 and (udp or tcp) and not multicast",
        "(src 192.0.2.1 and udp) or ether broadcast",
        "less 100 or greater 1000 and len > 5",
        "host 192.0.2.1 and inbound",
        "on eth0.5 or ifname pflog.1",
        "isis or es-is or llc or stp"
      })
  void whatHasNoNamePasses(String expression) {
    assertThat(FilterNames.firstIn(expression)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "host www.example.com, www.example.com",
    "host www.example.com., www.example.com.",
    "host localhost, localhost",
    "host(localhost), localhost",
    "src server1, server1",
    "dst net corp, corp",
    "net ucb-ether, ucb-ether",
    "host 192.0.2.1 or www, www",
    "host 192.0.2.1||www, www",
    "host 192.0.2.1 and (not 192.0.2.2 or !(www)), www",
    "net 10.0.0.0 mask 255.0.0.0 or corp, corp",
    "net 10.0.0.0/8 or corp, corp",
    "gateway gw, gw",
    "gateway gw and (port ftp or ftp-data), gw",
    "src or dst www, www",
    "src and dst host www, www",
    "ip6 host www, www",
    "arp net corp, corp",
    "ether host www, www",
    "wlan addr1 station, station",
    "wlan ra station, station",
    "port domain or host www, www",
    "port 53 and src host 192.0.2.1 or www, www",
    "(host 192.0.2.1) or www, www",
    "host cafe, cafe",
    "host 3com, 3com",
    "host 1.2.3.4.5, 1.2.3.4.5",
    "host 0abcd::1, 0abcd",
    "host a:b:c.example, a",
    "host fe80::1.example.com, fe80",
    "host fe80::1%eth0, eth0",
    "host feed.face.beef.example, feed.face.beef.example",
    "host \\www.example.com, \\www.example.com",
    "host \\host, \\host",
    "host HOST, HOST",
    "host icmp-echo2, icmp-echo2",
    "udp and www.example.com, www.example.com",
    "www.example.com, www.example.com",
    "port www.example.com, www.example.com"
  })
  void aNameIsFound(String expression, String name) {
    assertThat(FilterNames.firstIn(expression)).hasValue(name);
  }

  @Test
  void aFilterWithANameIsRefused() {
    assertThatThrownBy(() -> BpfFilter.of("udp and host www.example.com"))
        .isInstanceOf(FilterException.class)
        .hasMessage(
            "the name www.example.com would have to be asked of the DNS, and no packet is sent: give an"
                + " address");
  }
}
