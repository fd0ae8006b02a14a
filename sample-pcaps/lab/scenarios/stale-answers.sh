# Answers from an expired cache: Unbound with serve-expired while the server of nsd.example is gone. NOERROR with
# EDE 3 (Stale Answer) where the name was known, SERVFAIL where it was not.
resolver_up unbound "serve-expired: yes\n    ede-serve-expired: yes\n    serve-expired-client-timeout: 1800"
capture stale-answers.pcap unbound
for i in 1 2 3; do ask client1 "@$(v4 unbound)" "host$i.nsd.example" A; done
stop nsd
pause 11
for i in 1 2 3; do
  ask client1 "@$(v4 unbound)" "host$i.nsd.example" A
  ask client2 "@$(v4 unbound)" "host1$i.nsd.example" A
done
nsd_up nsd nsd.conf
wait_answer nsd nsd.example
for i in 1 2 3; do ask client1 "@$(v4 unbound)" "host$i.nsd.example" A; done
capture_end stale-answers.pcap
stop unbound
