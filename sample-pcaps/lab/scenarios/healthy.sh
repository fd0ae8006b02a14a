# Traffic with nothing wrong in it: two clients, Unbound, four kinds of authoritative server. Taken at Unbound,
# so both its legs are in. NXDOMAIN and NODATA are part of healthy traffic.
zones=(bind nsd knot pdns unsigned)
for i in {1..12}; do
  for zone in "${zones[@]}"; do echo "host$i.$zone.example A"; done
  for zone in "${zones[@]}"; do echo "host$i.$zone.example AAAA"; done
  case $i in
    1) questions=(A AAAA) ;;
    3) questions=(MX TXT) ;;
    5) questions=(NS SOA) ;;
    7) questions=(HTTPS CAA) ;;
    *) questions=() ;;
  esac
  for zone in "${zones[@]}"; do
    for type in "${questions[@]}"; do echo "$zone.example $type"; done
    case $i in
      2) echo "www.$zone.example A" ;;
      4) echo "www.$zone.example HTTPS" ;;
      6) echo "alias.$zone.example A" ;;
      8) echo "_sip._tcp.$zone.example SRV" ;;
      9) echo "nowhere.$zone.example A" ;;
    esac
  done
done >"$TEMP/queries"

resolver_up unbound
capture healthy.pcap unbound
load client1 "$(v4 unbound)" 25 8 -e
load client2 "$(v4 unbound)" 25 3 -e -D
await load-client1
await load-client2
ask client1 "@$(v4 unbound)" bind.example DNSKEY +dnssec
ask client1 "@$(v4 unbound)" www.knot.example A +dnssec
ask client2 "@$(v4 unbound)" pdns.example MX +noedns
ask client2 "@$(v4 unbound)" nsd.example ANY
capture_end healthy.pcap
stop unbound
