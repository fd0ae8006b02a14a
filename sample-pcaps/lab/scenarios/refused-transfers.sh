# Zone transfers that are not allowed, put to each server by a client without the right, over TCP and (IXFR) UDP.
# Most say REFUSED, Knot says NOTAUTH; the resolvers each say something of their own.
for resolver in unbound bindres recursor; do resolver_up "$resolver"; done
capture refused-transfers.pcap client2
for pair in root:. tld:example bind:bind.example nsd:nsd.example knot:knot.example pdns:pdns.example \
  unbound:bind.example bindres:nsd.example recursor:knot.example; do
  host=${pair%%:*} zone=${pair#*:}
  ask client2 "@$(v4 "$host")" "$zone" AXFR
  ask client2 "@$(v6 "$host")" "$zone" AXFR
  ask client2 "@$(v4 "$host")" "$zone" ixfr=2026010100
  ask client2 "@$(v4 "$host")" "$zone" ixfr=2026010100 +notcp
done
ask client2 "@$(v4 bind)" somewhere-else.example SOA
ask client2 "@$(v4 nsd)" somewhere-else.example SOA
ask client2 "@$(v4 knot)" somewhere-else.example SOA
ask client2 "@$(v4 pdns)" somewhere-else.example SOA
capture_end refused-transfers.pcap
for resolver in unbound bindres recursor; do stop "$resolver"; done
