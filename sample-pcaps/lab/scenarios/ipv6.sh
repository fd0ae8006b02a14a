# IPv6 only: client to PowerDNS Recursor and to the authoritative servers, NXDOMAIN and SERVFAIL among it.
resolver_up recursor
capture_ng ipv6.pcapng client2
for zone in bind nsd knot pdns unsigned expired lame; do
  ask client2 "@$(v6 recursor)" "www.$zone.example" AAAA
  ask client2 "@$(v6 recursor)" "nowhere.$zone.example" AAAA
  ask client2 "@$(v6 recursor)" "$zone.example" MX +tcp
done
for host in bind nsd knot pdns; do
  ask client2 "@$(v6 "$host")" "$host.example" DNSKEY +dnssec
  ask client2 "@$(v6 "$host")" nowhere.invalid A
done
capture_end ipv6.pcapng
stop recursor
