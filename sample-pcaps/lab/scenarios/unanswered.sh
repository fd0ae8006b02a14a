# Questions without an answer: a server that never answers, over UDP with retries and over TCP, between
# questions that are answered.
capture unanswered.pcap client1
for i in 1 2 3; do
  ask client1 "@$(v4 bind)" "host$i.bind.example" A
  run client1 dig +tries=3 +time=1 "@$(v4 silent)" "host$i.silent.example" A
  run client1 dig +tries=1 +time=1 "@$(v6 silent)" "host$i.silent.example" AAAA
  ask client1 "@$(v6 nsd)" "host$i.nsd.example" A
done
run client1 dig +tries=1 +time=2 +tcp "@$(v4 silent)" silent.example SOA
run client1 dig +tries=1 +time=1 "@$(v4 closed)" closed.example SOA
run client1 dig +tries=1 +time=1 "@$(v6 closed)" closed.example SOA
run client1 dig +tries=1 +time=2 "@192.0.2.99" nobody.example SOA
capture_end unanswered.pcap
