# BADVERS: a query with EDNS version 1, put to every server (RFC 6891, section 6.1.3). Taken at the client, so
# that one capture has all of them. BADVERS is 16: the header says NOERROR, the OPT record has the upper bits.
for resolver in unbound bindres recursor; do resolver_up "$resolver"; done
capture badvers.pcap client1
for pair in root:. tld:example bind:bind.example nsd:nsd.example knot:knot.example pdns:pdns.example \
  unbound:bind.example bindres:nsd.example recursor:knot.example old:old.example; do
  host=${pair%%:*} zone=${pair#*:}
  ask client1 "@$(v4 "$host")" "$zone" SOA +edns=1 +noednsnegotiation
  ask client1 "@$(v6 "$host")" "$zone" SOA +edns=1 +noednsnegotiation
  ask client1 "@$(v4 "$host")" "$zone" SOA +edns=1 +ednsnegotiation +tcp
done
ask client1 "@$(v4 bind)" bind.example A +ednsflags=0x4000 +ednsopt=65001:cafe
capture_end badvers.pcap
for resolver in unbound bindres recursor; do stop "$resolver"; done
