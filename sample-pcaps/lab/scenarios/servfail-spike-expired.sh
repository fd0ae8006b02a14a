# A SERVFAIL spike that no server sees: the signatures of knot.example run out in the middle of the capture,
# a minute later the zone is signed again and loaded. Its server answers NOERROR all the time. BIND resolver.
for i in {1..40}; do
  for zone in bind knot nsd; do echo "host$i.$zone.example A"; done
done >"$TEMP/queries"

sign knot.example -3 - -e now+50
stop knot
knot_up knot knot.conf
wait_answer knot knot.example
resolver_up bindres
capture servfail-spike-expired.pcap bindres
load client1 "$(v4 bindres)" 140 3 -e -D
pause 90
sign knot.example -3 -
stop knot
knot_up knot knot.conf
await load-client1
pause 2
capture_end servfail-spike-expired.pcap
stop bindres
