# DNS over TCP: truncated answers and the retry over TCP on both legs of Unbound, several messages over one
# connection (kdig +keepopen, dnsperf), several messages in one segment, out-of-order answers.
{
  for zone in bind nsd knot pdns; do
    for i in {1..8}; do echo "host$i.$zone.example A"; done
    echo "nowhere.$zone.example A"; echo "expired.example A"
  done
} >"$TEMP/queries"
resolver_up unbound
server=$(v4 unbound)
capture tcp.pcap unbound
for zone in bind nsd knot pdns; do
  ask client1 "@$server" "big.$zone.example" TXT
  ask client2 "@$(v6 unbound)" "big.$zone.example" TXT +dnssec
  ask client1 "@$server" "www.$zone.example" A +tcp
done
ask client2 "@$server" big.bind.example TXT +ignore
ask client2 "@$server" www.badsig.example A +tcp
run client1 kdig "@$server" +tcp +keepopen www.bind.example A www.nsd.example A www.knot.example AAAA nowhere.bind.example A www.expired.example A
on client1 dnsperf -m tcp -s "$server" -d "$TEMP/queries" -n 2 -c 2 -q 20 -t 5 >>"$TEMP/log/clients.log" 2>&1 || true
run client2 "$LAB/send" --tcp --one-segment "$server" ask:0:www.bind.example:A ask:0:nowhere.nsd.example:A ask:0:www.pdns.example:HTTPS ask:0:www.knot.example:AAAA
capture_end tcp.pcap
stop unbound
