# mDNS and LLMNR, which rcodestat counts apart from DNS: our own small `multicast` speaker on one host, and the
# same on another asking for a name that is there and one that is not; a DNS question in between.
capture mdns-llmnr.pcap client2
start multicast client1 "$LAB/multicast" serve printer "$(v4 client1)" "$(v6 client1)"
pause 2
run client2 "$LAB/multicast" ask eth0 printer scanner
ask client2 "@$(v4 bind)" www.bind.example A
stop multicast
capture_end mdns-llmnr.pcap
