# SERVFAIL because validation fails: expired, not yet valid, DS of another key, no signatures, changed
# signatures; between them names that validate. One capture for each resolver, taken at it. +cd shows that the
# data is there.
for resolver in unbound bindres recursor; do
  file=servfail-bogus-dnssec$(suffix "$resolver").pcap
  resolver_up "$resolver"
  capture "$file" "$resolver"
  server=@$(v4 "$resolver")
  for zone in bind expired nsd future knot wrongds pdns stripped unsigned badsig; do
    ask client1 "$server" "www.$zone.example" A +dnssec
    ask client2 "$server" "www.$zone.example" AAAA
  done
  for zone in expired badsig; do
    ask client1 "$server" "mail.$zone.example" A +cd +dnssec
    ask client1 "$server" "$zone.example" MX
    ask client1 "$server" "nowhere.$zone.example" A
  done
  capture_end "$file"
  stop "$resolver"
done
