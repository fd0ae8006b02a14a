# A SERVFAIL spike: a minute of healthy traffic, then the only server of nsd.example, unsigned.example and
# wrongds.example is gone for a minute (its process is stopped: ICMP port unreachable), then it is back. About a
# quarter of the queries are for its zones. Steady load, short TTLs, Unbound; both legs.
for i in {1..40}; do
  for zone in bind nsd knot pdns; do echo "host$i.$zone.example A"; done
  ((i % 2)) || for zone in pdns knot nsd bind; do echo "host$i.$zone.example AAAA"; done
done >"$TEMP/queries"

resolver_up unbound
capture servfail-spike.pcap unbound
load client1 "$(v4 unbound)" 180 2 -e
load client2 "$(v4 unbound)" 180 1 -e
pause 60
stop nsd
say "the outage begins: nsd is stopped"
pause 60
nsd_up nsd nsd.conf
say "the outage ends: nsd runs again"
await load-client1
await load-client2
pause 5
capture_end servfail-spike.pcap
stop unbound
