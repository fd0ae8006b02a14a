# A client behind tagged links: vlan.pcap with one VLAN tag (802.1Q, id 20), qinq.pcap with two (802.1ad id 100
# around 802.1Q id 20). Taken on the tagged link, which lies between two of our own `tagger`s:
#
#   tagged eth0 --- plain [tag1] trunk === tags === trunk [tag2] plain --- bridge
CLIENT[tagged]=33
for space in tagged tag1 tag2; do namespace_up "$space"; done
ip -n "$SPACE-tagged" link add eth0 gso_max_segs 1 type veth peer name plain netns "$SPACE-tag1"
ip -n "$SPACE-tag1" link add trunk mtu 1512 type veth peer name trunk mtu 1512 netns "$SPACE-tag2"
ip -n "$SPACE-tag2" link add plain type veth peer name tagged netns "$SPACE-switch"
ip -n "$SPACE-switch" link set tagged master br0 up
for end in tag1 tag2; do
  on "$end" sh -c 'for file in /proc/sys/net/ipv6/conf/*/disable_ipv6; do echo 1 >"$file"; done'
  ip -n "$SPACE-$end" link set plain up
  ip -n "$SPACE-$end" link set trunk up
done
addresses_up tagged

for file in vlan.pcap qinq.pcap; do
  tags=(8100:20)
  [[ $file != qinq.pcap ]] || tags=(88a8:100 8100:20)
  for end in tag1 tag2; do start "tagger-$end" "$end" "$LAB/tagger" plain trunk "${tags[@]}"; done
  resolver_up unbound
  capture "$file" tag1 -i trunk
  for zone in bind nsd pdns badsig; do
    ask tagged "@$(v4 unbound)" "www.$zone.example" A +dnssec
    ask tagged "@$(v6 unbound)" "nowhere.$zone.example" AAAA
    ask tagged "@$(v4 unbound)" "big.$zone.example" TXT
  done
  ask tagged "@$(v4 nsd)" big.nsd.example TXT +bufsize=4096
  ask tagged "@$(v6 knot)" big.knot.example TXT +bufsize=4096
  ask tagged "@$(v4 knot)" knot.example SOA +opcode=status
  capture_end "$file"
  for end in tag1 tag2; do stop "tagger-$end"; done
  stop unbound
done
for space in tagged tag1 tag2; do ip netns del "$SPACE-$space"; done
unset "CLIENT[tagged]"
