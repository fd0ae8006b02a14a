# Starting the servers of the lab. Each runs in the foreground of its own namespace, from a configuration
# rendered out of servers/ into $TEMP/run/HOST.

authoritative_up() {
  nsd_up root root.nsd.conf
  knot_up tld tld.knot.conf
  nsd_up nsd nsd.conf
  knot_up knot knot.conf
  bind_up
  pdns_up
  start silent silent "$LAB/responder" --silent
  start old old "$LAB/responder"
  local pair
  for pair in root:. tld:example nsd:nsd.example knot:knot.example bind:bind.example pdns:pdns.example old:old.example; do
    wait_answer "${pair%%:*}" "${pair#*:}"
  done
}

folder() { mkdir -p "$TEMP/run/$1"; echo "$TEMP/run/$1"; }

nsd_up() {    # HOST TEMPLATE
  local dir; dir=$(folder "$1")
  render "$2" "$1" "$dir/nsd.conf"
  start "$1" "$1" nsd -d -c "$dir/nsd.conf"
}

knot_up() {   # HOST TEMPLATE
  local dir; dir=$(folder "$1")
  render "$2" "$1" "$dir/knot.conf"
  start "$1" "$1" knotd -c "$dir/knot.conf"
}

bind_up() {   # [EXTRA OPTION LINE]
  local dir; dir=$(folder bind)
  render bind.conf bind "$dir/named.conf"
  sed -i "s|@EXTRA@|${1:-}|" "$dir/named.conf"
  start bind bind "$(copied /usr/sbin/named)" -g -c "$dir/named.conf"
}

pdns_up() {
  local dir; dir=$(folder pdns)
  start pdns pdns pdns_server --config-dir="$dir" --daemon=no --guardian=no
}

# resolver_up NAME [EXTRA OPTION LINE]: a resolver with an empty cache.
resolver_up() {
  local name=$1 extra=${2:-} dir; dir=$(folder "$1")
  stop "$name"
  case $name in
    unbound)
      render unbound.conf unbound "$dir/unbound.conf"
      sed -i "s|@EXTRA@|$extra|" "$dir/unbound.conf"
      start unbound unbound "$(copied /usr/sbin/unbound)" -d -c "$dir/unbound.conf" ;;
    bindres)
      render bindres.conf bindres "$dir/named.conf"
      start bindres bindres "$(copied /usr/sbin/named)" -g -c "$dir/named.conf" ;;
    recursor)
      render recursor.conf recursor "$dir/recursor.conf"
      echo "clearTA(); addTA('.', \"$(cut -d' ' -f4- "$TEMP/zones/ds.root")\")" >"$dir/recursor.lua"
      start recursor recursor pdns_recursor --config-dir="$dir" --daemon=no ;;
  esac
  wait_listening "$name"
  sleep 1
}
