# SERVFAIL because no nameserver gives an answer: one never answers (silent), one has nothing on port 53 (closed:
# ICMP port unreachable), one does not know the zone (lame: REFUSED). One capture for each resolver, taken at it.
# A client gives up after 12 seconds; where the resolver takes longer, the first questions stay unanswered.
for resolver in unbound bindres recursor; do
  file=servfail-dead-nameservers$(suffix "$resolver").pcap
  resolver_up "$resolver"
  capture "$file" "$resolver"
  server=@$(v4 "$resolver")
  for name in www mail host1 host2; do
    for zone in closed silent lame; do
      start "ask-$zone-A" client1 dig +tries=1 +time=12 "$server" "$name.$zone.example" A
      start "ask-$zone-AAAA" client2 dig +tries=1 +time=12 "$server" "$name.$zone.example" AAAA
    done
    for zone in bind nsd knot; do ask client1 "$server" "$name.$zone.example" A; done
    for zone in closed silent lame; do
      await "ask-$zone-A"
      await "ask-$zone-AAAA"
    done
  done
  capture_end "$file"
  stop "$resolver"
done
