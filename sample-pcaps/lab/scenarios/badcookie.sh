# BADCOOKIE (23, RFC 7873): BIND with require-server-cookie, and Knot with module cookies on one zone. dig's
# first query has a client cookie only; +badcookie makes it ask again with the server's.
stop bind
bind_up "require-server-cookie yes;"
wait_listening bind
pause 1
capture badcookie.pcap client1
for name in www mail host1 nowhere; do
  ask client1 "@$(v4 bind)" "$name.bind.example" A +cookie +nobadcookie
  ask client1 "@$(v6 bind)" "$name.bind.example" AAAA +cookie +badcookie
  ask client1 "@$(v4 knot)" "$name.cookie.knot.example" A +cookie +nobadcookie
  ask client1 "@$(v6 knot)" "$name.cookie.knot.example" TXT +cookie +badcookie
done
ask client1 "@$(v4 bind)" www.bind.example A +cookie +tcp
ask client1 "@$(v4 bind)" www.bind.example A +nocookie
ask client1 "@$(v4 knot)" www.cookie.knot.example A +nocookie
ask client1 "@$(v4 bind)" www.bind.example A +cookie=0123456789abcdef0100000000000000ffffffffffffffff +nobadcookie
ask client1 "@$(v4 bind)" www.bind.example A +cookie=01234567 +nobadcookie
capture_end badcookie.pcap
stop bind
bind_up
wait_answer bind bind.example
