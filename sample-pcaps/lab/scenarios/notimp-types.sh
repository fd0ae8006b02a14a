# NOTIMP for ordinary query types. No current server does that, so the server of old.example is our own
# `responder`: it knows A, NS, SOA, MX and TXT, says NOTIMP to other types, and to STATUS with a bare header.
# Through Unbound (taken there, both legs: NOTIMP upstream becomes SERVFAIL for the client), and asked directly.
resolver_up unbound
capture notimp-types.pcap unbound
capture notimp-types-direct.pcap client1
for i in 1 2 3; do
  for type in A AAAA HTTPS MX TXT SVCB CAA NS; do
    ask client1 "@$(v4 unbound)" "www$i.old.example" "$type"
    ask client1 "@$(v4 old)" "www$i.old.example" "$type" +norecurse
  done
  ask client2 "@$(v4 unbound)" "host$i.bind.example" A
  ask client2 "@$(v4 unbound)" "www.bind.example" HTTPS
  pause 1
done
ask client1 "@$(v6 old)" www.old.example TYPE65280
ask client1 "@$(v4 old)" www.old.example HTTPS +tcp
ask client1 "@$(v4 old)" www.old.example A +opcode=status
ask client1 "@$(v4 old)" +opcode=status +header-only +noedns
ask client1 "@$(v4 old)" www.old.example A +opcode=7
run client1 "$LAB/send" "$(v4 old)" header:2 header:15 dso:keepalive ask:4:old.example:SOA
run client1 "$LAB/send" --tcp "$(v4 old)" header:2 dso:keepalive
capture_end notimp-types-direct.pcap
capture_end notimp-types.pcap
stop unbound
