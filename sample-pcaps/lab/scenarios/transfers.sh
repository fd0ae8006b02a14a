# Transfers that are allowed: AXFR over TCP, updates with nsupdate and knsupdate, then IXFR with the changes.
capture transfers.pcap client1
for host in bind knot; do
  zone=update.$host.example
  ask client1 "@$(v4 "$host")" "$zone" AXFR
  for i in 1 2 3; do
    printf 'server %s\nzone %s\nupdate add added%s.%s 60 A 203.0.113.20%s\nsend\n' "$(v4 "$host")" "$zone" "$i" "$zone" "$i" >"$TEMP/update"
    if [[ $host == bind ]]; then run client1 nsupdate "$TEMP/update"; else run client1 knsupdate "$TEMP/update"; fi
  done
  ask client1 "@$(v6 "$host")" "$zone" ixfr=2026010101
  ask client1 "@$(v4 "$host")" "$zone" SOA
done
ask client1 "@$(v4 nsd)" update.nsd.example AXFR
capture_end transfers.pcap
