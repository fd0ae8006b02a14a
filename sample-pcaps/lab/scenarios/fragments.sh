# Answers larger than the link: NSD and BIND send a TXT answer of more than 3,000 octets over UDP to a client
# with a buffer of 4,096 octets; over IPv4 and IPv6. Some are asked for over a link of 1,280 octets.
capture fragments.pcap client1
for host in nsd knot bind; do
  for server in "$(v4 "$host")" "$(v6 "$host")"; do
    ask client1 "@$server" "big.$host.example" TXT +bufsize=4096
    ask client1 "@$server" "big.$host.example" TXT +bufsize=4096 +dnssec
    ask client1 "@$server" "www.$host.example" A
  done
  ip -n "$SPACE-$host" link set eth0 mtu 1280
  for server in "$(v4 "$host")" "$(v6 "$host")"; do
    ask client1 "@$server" "big.$host.example" TXT +bufsize=4096
    ask client1 "@$server" "nowhere.$host.example" TXT +bufsize=4096 +dnssec
  done
  ip -n "$SPACE-$host" link set eth0 mtu 1500
done
capture_end fragments.pcap
