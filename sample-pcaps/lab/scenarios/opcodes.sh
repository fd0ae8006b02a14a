# Operations other than QUERY, put to each server, taken at the server: UPDATE, IXFR, NOTIFY, STATUS, IQUERY,
# the unassigned opcodes 7 and 15, and DSO (6) over UDP and TCP. The comments behind the updates name the RCODE of
# a server that allows them.
update() {   # SERVER ZONE LINE...
  local server=$1 zone=$2; shift 2
  printf '%s\n' "server $server" "zone $zone" "$@" send >"$TEMP/update"
  run client1 nsupdate -t 3 -r 0 "$TEMP/update"
}

opcodes_to() {   # HOST FILE ZONE [ZONE-THAT-MAY-BE-UPDATED]
  local host=$1 file=$2 zone=$3 open=${4:-} server target
  server=$(v4 "$host")
  capture "$file" "$host"
  ask client1 "@$server" "$zone" SOA
  for target in "$zone" $open; do
    update "$server" "$target" "update add new.$target 60 A 203.0.113.200"
    update "$server" "$target" "prereq yxdomain absent.$target" "update delete new.$target A"      # NXDOMAIN
    update "$server" "$target" "prereq nxdomain www.$target" "update delete new.$target A"         # YXDOMAIN
    update "$server" "$target" "prereq nxrrset www.$target A" "update delete new.$target A"        # YXRRSET
    update "$server" "$target" "prereq yxrrset www.$target LOC" "update delete new.$target A"      # NXRRSET
    update "$server" "$target" "update add elsewhere.invalid 60 A 203.0.113.200"                   # NOTZONE
    ask client1 "@$server" "$target" ixfr=2026010101
    ask client1 "@$server" "$target" ixfr=2026010101 +notcp
    ask client2 "@$server" "$target" ixfr=2026010101
    ask client1 "@$server" "$target" SOA +opcode=notify
  done
  ask client1 "@$server" not-here.invalid SOA +opcode=notify
  ask client1 "@$server" "$zone" SOA +opcode=status
  ask client1 "@$server" "$zone" SOA +opcode=status +tcp
  ask client1 "@$server" +opcode=status +header-only +noedns
  ask client1 "@$server" "$zone" SOA +opcode=iquery
  ask client1 "@$server" "$zone" SOA +opcode=7
  ask client1 "@$server" "$zone" SOA +opcode=15
  ask client1 "@$server" "$zone" SOA +opcode=15 +tcp
  run client1 "$LAB/send" "$server" header:7 header:15 dso:keepalive dso:unknown
  run client1 "$LAB/send" --tcp "$server" dso:keepalive dso:unknown header:2
  capture_end "$file"
}

opcodes_to bind opcodes-bind.pcap bind.example update.bind.example
opcodes_to nsd opcodes-nsd.pcap nsd.example update.nsd.example
opcodes_to knot opcodes-knot.pcap knot.example update.knot.example
opcodes_to pdns opcodes-pdns-auth.pcap pdns.example
for resolver in unbound bindres recursor; do
  file=opcodes$(suffix "$resolver").pcap
  [[ $resolver != unbound ]] || file=opcodes-unbound.pcap
  resolver_up "$resolver"
  opcodes_to "$resolver" "$file" bind.example
  stop "$resolver"
done
