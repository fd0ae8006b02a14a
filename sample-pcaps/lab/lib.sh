# Functions of the lab. Sourced by `record`; the scenarios use what is here and nothing else.
#
# Every host of the lab is a network namespace with one interface, eth0. All of them hang on one bridge, which
# has a namespace of its own. No namespace has a default route or a link to the outside, so no packet can leave.

# host -> last part of its addresses. Authoritative servers are 192.0.2.x and 2001:db8:a::x, resolvers are
# 198.51.100.x and 2001:db8:b::x, clients are 203.0.113.x and 2001:db8:c::x (RFC 5737, RFC 3849).
declare -A AUTHORITATIVE=([root]=1 [tld]=2 [bind]=11 [nsd]=12 [knot]=13 [pdns]=14 [silent]=91 [closed]=92 [old]=93)
declare -A RESOLVER=([unbound]=21 [bindres]=22 [recursor]=23)
declare -A CLIENT=([client1]=31 [client2]=32)

declare -A PID=()          # what runs: name -> process id
SPACE="lab$$"              # prefix of the namespaces, so that two runs do not meet

say() { printf 'record: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

v4() {
  local host=$1
  if [[ -n ${AUTHORITATIVE[$host]:-} ]]; then echo "192.0.2.${AUTHORITATIVE[$host]}"
  elif [[ -n ${RESOLVER[$host]:-} ]]; then echo "198.51.100.${RESOLVER[$host]}"
  elif [[ -n ${CLIENT[$host]:-} ]]; then echo "203.0.113.${CLIENT[$host]}"
  else die "no host named $host"; fi
}

v6() {
  local host=$1
  if [[ -n ${AUTHORITATIVE[$host]:-} ]]; then echo "2001:db8:a::${AUTHORITATIVE[$host]}"
  elif [[ -n ${RESOLVER[$host]:-} ]]; then echo "2001:db8:b::${RESOLVER[$host]}"
  elif [[ -n ${CLIENT[$host]:-} ]]; then echo "2001:db8:c::${CLIENT[$host]}"
  else die "no host named $host"; fi
}

# ---------------------------------------------------------------------------------------------- network

network_up() {
  local host
  ip netns add "$SPACE-switch"
  ip -n "$SPACE-switch" link add br0 type bridge
  ip -n "$SPACE-switch" link set br0 up
  for host in "${!AUTHORITATIVE[@]}" "${!RESOLVER[@]}" "${!CLIENT[@]}"; do host_up "$host"; done
}

host_up() {
  local host=$1 space="$SPACE-$1"
  namespace_up "$host"
  # gso_max_segs 1: each TCP segment is a frame of its own, as on a wire
  ip -n "$space" link add eth0 gso_max_segs 1 type veth peer name "$host" netns "$SPACE-switch"
  ip -n "$SPACE-switch" link set "$host" master br0 up
  addresses_up "$host"
}

addresses_up() {
  local host=$1 space="$SPACE-$1" net
  on "$host" ethtool -K eth0 tx off >/dev/null     # checksums are made in full, as on a wire
  ip -n "$space" addr add "$(v4 "$host")/24" dev eth0
  ip -n "$space" addr add "$(v6 "$host")/32" dev eth0 nodad
  ip -n "$space" link set eth0 up
  for net in 192.0.2.0/24 198.51.100.0/24 203.0.113.0/24; do
    ip -n "$space" route replace "$net" dev eth0 src "$(v4 "$host")"
  done
}

namespace_up() {
  ip netns add "$SPACE-$1"
  ip netns exec "$SPACE-$1" sh -c 'echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad'
  ip -n "$SPACE-$1" link set lo up
}

network_down() {
  local space
  for space in $(ip netns list | awk -v p="$SPACE-" 'index($1, p) == 1 {print $1}'); do
    ip netns del "$space" || true
  done
}

# What a capture at this resolver has behind the name of the scenario.
suffix() {
  case $1 in
    bindres) echo -bind-resolver ;;
    recursor) echo -pdns-recursor ;;
  esac
}

# Runs a command in the namespace of a host.
on() { local host=$1; shift; ip netns exec "$SPACE-$host" "$@"; }

# ---------------------------------------------------------------------------------------------- processes

# Sleeps so that a signal is heard at once.
pause() { sleep "$1" & wait $!; }

# start NAME HOST COMMAND...: runs the command on the host in the background under that name.
start() {
  local name=$1 host=$2; shift 2
  # exec and not `on`: then $! is the server itself and not a shell in front of it
  (exec ip netns exec "$SPACE-$host" "$@") >>"$TEMP/log/$name.log" 2>&1 </dev/null &
  PID[$name]=$!
}

# stop NAME [SIGNAL]: ends it and waits until it has gone.
stop() {
  local name=$1 signal=${2:-TERM} pid=${PID[$1]:-}
  [[ -n $pid ]] || return 0
  unset "PID[$name]"
  kill -CONT "$pid" 2>/dev/null || true
  kill "-$signal" "$pid" 2>/dev/null || true
  local i
  for i in {1..50}; do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}

stop_all() { local name; for name in "${!PID[@]}"; do stop "$name"; done; }

# A copy of a program outside its usual place: Debian's AppArmor profiles go by path, and would keep these
# servers from reading a configuration in a temporary folder.
copied() {
  local program=$1 copy="$TEMP/bin/${1##*/}"
  [[ -x $copy ]] || cp "$program" "$copy"
  echo "$copy"
}

# wait_listening HOST: until something listens on UDP port 53 of the host. Sends no packet.
wait_listening() {
  local i
  for i in {1..100}; do
    [[ -z $(on "$1" ss -Hlun 'sport = :53') ]] || return 0
    sleep 0.1
  done
  die "nothing listens on port 53 of $1; see $TEMP/log"
}

# wait_answer HOST ZONE: until the host answers for its zone.
wait_answer() {
  local i
  for i in {1..50}; do
    [[ $(on client2 dig "@$(v4 "$1")" "$2" SOA +norecurse +tries=1 +time=1 2>/dev/null) != *'status: NOERROR'* ]] || return 0
    sleep 0.2
  done
  die "$1 does not answer for $2; see $TEMP/log"
}

# ---------------------------------------------------------------------------------------------- capturing

# capture FILE HOST [TCPDUMP OPTION...]: records eth0 of the host from here to `capture_end FILE`. All frames:
# also ARP, neighbour discovery and ICMP, as a capture of a real machine has them.
capture() {
  local file=$1 host=$2; shift 2
  local options=("$@")
  [[ " ${options[*]-} " == *' -i '* ]] || options=(-i eth0 "${options[@]}")
  start "capture-$file" "$host" "$(copied /usr/bin/tcpdump)" -Z root -n -U -s0 --immediate-mode "${options[@]}" -w "$TEMP/$file"
  wait_log "capture-$file" 'listening on'
}

# The same as pcapng, by dumpcap; what it says about this machine is taken out at the end.
capture_ng() {
  start "capture-$1" "$2" "$(copied /usr/bin/dumpcap)" -q -i eth0 -w "$TEMP/$1"
  wait_log "capture-$1" 'File: '
  sleep 0.5
}

capture_end() {
  sleep 1.5
  stop "capture-$1" INT
  [[ -s $TEMP/$1 ]] || die "$1 came out empty; see $TEMP/log/capture-$1.log"
  [[ $1 != *.pcapng ]] || "$LAB/without-machine" "$TEMP/$1"
  cp "$TEMP/$1" "$OUT/$1"
  chmod 644 "$OUT/$1"
  say "wrote $1 ($(stat -c %s "$OUT/$1") octets)"
}

wait_log() {
  local i
  for i in {1..100}; do grep -qs -- "$2" "$TEMP/log/$1.log" && return 0; sleep 0.1; done
  die "$1 did not start; see $TEMP/log/$1.log"
}

# ---------------------------------------------------------------------------------------------- clients

# ask CLIENT DIG-ARGUMENT...: one dig; its output goes to the log, its failure is a result like any other.
ask() { local client=$1; shift; on "$client" dig +tries=1 +time=3 "$@" >>"$TEMP/log/clients.log" 2>&1 || true; }

# The same for any other client program.
run() { local client=$1; shift; on "$client" "$@" >>"$TEMP/log/clients.log" 2>&1 || true; }

# await NAME: until a process that ends by itself has ended.
await() { wait "${PID[$1]}" || true; unset "PID[$1]"; }

# load CLIENT SERVER SECONDS QUERIES-A-SECOND [DNSPERF OPTION...]: starts a steady load from the file
# $TEMP/queries; `await load-CLIENT` waits for its end.
load() {
  local client=$1 server=$2 seconds=$3 rate=$4; shift 4
  start "load-$client" "$client" dnsperf -s "$server" -d "$TEMP/queries" -l "$seconds" -Q "$rate" -c 4 -q 200 -t 5 "$@"
}

# ---------------------------------------------------------------------------------------------- configuration

# render TEMPLATE HOST TARGET: fills the addresses and folders into a configuration file.
render() {
  sed -e "s|@V4@|$(v4 "$2")|g" -e "s|@V6@|$(v6 "$2")|g" -e "s|@DIR@|$TEMP/run/$2|g" -e "s|@ZONES@|$TEMP/zones|g" \
    -e "s|@TEMP@|$TEMP|g" -e "s|@CLIENT1_V4@|$(v4 client1)|g" -e "s|@CLIENT1_V6@|$(v6 client1)|g" \
    -e "s|@CLIENT2_V4@|$(v4 client2)|g" -e "s|@CLIENT2_V6@|$(v6 client2)|g" "$LAB/servers/$1" >"$3"
}
