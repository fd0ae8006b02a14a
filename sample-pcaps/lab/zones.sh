# The zones of the lab: a private signed root, the signed top-level domain `example`, and below it one zone a
# server, plus zones that are broken on purpose. All are made anew for each run, signatures start an hour ago.

# zone.example -> host that serves it
declare -A ZONE_HOST=(
  [bind]=bind [nsd]=nsd [knot]=knot [pdns]=pdns
  [unsigned]=nsd                   # no DS, no signatures: insecure
  [expired]=bind                   # signatures ran out yesterday
  [future]=knot                    # signatures begin tomorrow
  [wrongds]=nsd                    # DS of a key that the zone does not have
  [stripped]=bind                  # DS, yet no signatures at all
  [badsig]=knot                    # signatures whose octets were changed
  [lame]=nsd                       # delegated to a server that does not know the zone
  [silent]=silent                  # its server reads and never answers
  [closed]=closed                  # nothing listens there: ICMP port unreachable
  [old]=old                        # our own responder, see `responder`
)
ZONES="$TEMP/zones"

zones_make() {
  mkdir -p "$ZONES/keys" "$ZONES/signed" "$ZONES/pdns"
  local zone
  for zone in "${!ZONE_HOST[@]}"; do write_zone "$zone" "$(v4 "${ZONE_HOST[$zone]}")" "$(v6 "${ZONE_HOST[$zone]}")"; done
  for zone in bind nsd; do sign "$zone.example"; done
  sign knot.example -3 -                                        # NSEC3
  sign expired.example -s now-2592000 -e now-86400
  sign future.example -s now+86400 -e now+2592000
  sign wrongds.example
  sign badsig.example
  awk '$4 == "RRSIG" { c = substr($NF, 1, 1); $NF = (c == "A" ? "B" : "A") substr($NF, 2) } { print }' \
    "$ZONES/signed/badsig.example" >"$ZONES/signed/badsig.example.changed"
  mv "$ZONES/signed/badsig.example.changed" "$ZONES/signed/badsig.example"
  key stripped.example
  cp "$ZONES/stripped.example" "$ZONES/signed/stripped.example"
  for zone in unsigned lame; do cp "$ZONES/$zone.example" "$ZONES/signed/$zone.example"; done
  other_key_ds wrongds.example
  pdns_zone
  update_zones
  write_tld
  sign example
  write_root
  sign root
}

write_zone() {   # NAME V4 V6: a zone file with a bit of everything, $ZONES/NAME.example
  local i
  {
    echo "\$ORIGIN $1.example."
    echo "\$TTL 300"
    echo "@ IN SOA ns1 hostmaster 2026010101 7200 900 1209600 60"
    echo "@ IN NS ns1"
    echo "ns1 IN A $2"
    echo "ns1 IN AAAA $3"
    echo "@ IN A 203.0.113.80"
    echo "@ IN AAAA 2001:db8:c::80"
    echo "@ IN MX 10 mail"
    echo "@ IN TXT \"v=spf1 mx -all\""
    echo "@ IN CAA 0 issue \"ca.example\""
    echo "@ IN HTTPS 1 . alpn=h2,h3"
    echo "www IN A 203.0.113.80"
    echo "www IN AAAA 2001:db8:c::80"
    echo "www IN HTTPS 1 . alpn=h2"
    echo "alias IN CNAME www"
    echo "mail IN A 203.0.113.25"
    echo "_sip._tcp IN SRV 10 60 5060 www"
    echo "big IN TXT $(for i in {1..12}; do printf '"%02d %s" ' "$i" "$(printf 'text%.0s' {1..60})"; done)"
    for i in {1..40}; do echo "host$i 10 IN A 203.0.113.$((100 + i))"; done
    for i in {2..40..2}; do echo "host$i 10 IN AAAA 2001:db8:c::$((100 + i))"; done
  } >"$ZONES/$1.example"
}

key() {   # ZONE-FILE-NAME: one key (CSK) for the zone, and its DS in $ZONES/ds.NAME
  local origin=$1 name
  [[ $1 != root ]] || origin=.
  name=$(dnssec-keygen -q -a ECDSAP256SHA256 -f KSK -K "$ZONES/keys" "$origin")
  dnssec-dsfromkey -2 "$ZONES/keys/$name.key" >"$ZONES/ds.$1"
  cp "$ZONES/keys/$name.key" "$ZONES/dnskey.$1"
}

sign() {   # ZONE-FILE-NAME [DNSSEC-SIGNZONE OPTION...]: $ZONES/NAME -> $ZONES/signed/NAME
  local name=$1 origin=$1; shift
  [[ $name != root ]] || origin=.
  [[ -f $ZONES/ds.$name ]] || key "$name"
  dnssec-signzone -q -P -S -z -u -K "$ZONES/keys" -d "$ZONES" -O full -o "$origin" "$@" -f "$ZONES/signed/$name" "$ZONES/$name" \
    >>"$TEMP/log/sign.log" 2>&1 || die "cannot sign $name; see $TEMP/log/sign.log"
}

other_key_ds() {   # ZONE: puts the DS of a key that is not in the zone
  local name
  mkdir -p "$ZONES/other"
  name=$(dnssec-keygen -q -a ECDSAP256SHA256 -f KSK -K "$ZONES/other" "$1")
  dnssec-dsfromkey -2 "$ZONES/other/$name.key" >"$ZONES/ds.$1"
}

# PowerDNS signs pdns.example itself, while it answers.
pdns_zone() {
  local dir="$TEMP/run/pdns"
  mkdir -p "$dir"
  cp "$ZONES/pdns.example" "$ZONES/pdns/pdns.example"
  echo "zone \"pdns.example\" { type native; file \"$ZONES/pdns/pdns.example\"; };" >"$dir/bind-zones.conf"
  render pdns.conf pdns "$dir/pdns.conf"
  pdnsutil --config-dir="$dir" create-bind-db "$dir/dnssec.db" >>"$TEMP/log/sign.log" 2>&1
  pdnsutil --config-dir="$dir" secure-zone pdns.example >>"$TEMP/log/sign.log" 2>&1
  pdnsutil --config-dir="$dir" export-zone-ds pdns.example 2>>"$TEMP/log/sign.log" | grep ' 2 ' | sed 's/;.*//' >"$ZONES/ds.pdns.example"
  [[ -s $ZONES/ds.pdns.example ]] || die "PowerDNS gave no DS; see $TEMP/log/sign.log"
}

# Zones that client1 may update and transfer: update.bind.example and update.knot.example.
update_zones() {
  local host
  for host in bind knot nsd; do
    write_zone "update.$host" "$(v4 "$host")" "$(v6 "$host")"
    mkdir -p "$TEMP/run/$host"
    cp "$ZONES/update.$host.example" "$TEMP/run/$host/update.$host.example"
  done
  write_zone cookie.knot "$(v4 knot)" "$(v6 knot)"
  cp "$ZONES/cookie.knot.example" "$TEMP/run/knot/cookie.knot.example"
}

write_tld() {
  local zone host
  {
    echo "\$ORIGIN example."
    echo "\$TTL 300"
    echo "@ IN SOA a.tld hostmaster 2026010101 7200 900 1209600 60"
    echo "@ IN NS a.tld"
    echo "a.tld IN A $(v4 tld)"
    echo "a.tld IN AAAA $(v6 tld)"
    echo "a.root IN A $(v4 root)"
    echo "a.root IN AAAA $(v6 root)"
    for zone in "${!ZONE_HOST[@]}"; do
      host=${ZONE_HOST[$zone]}
      echo "$zone IN NS ns1.$zone"
      echo "ns1.$zone IN A $(v4 "$host")"
      echo "ns1.$zone IN AAAA $(v6 "$host")"
      case $zone in
        bind | nsd | knot | pdns | expired | future | wrongds | stripped | badsig) cat "$ZONES/ds.$zone.example" ;;
      esac
    done
  } >"$ZONES/example"
}

write_root() {
  {
    echo "\$ORIGIN ."
    echo "\$TTL 300"
    echo "@ IN SOA a.root.example. hostmaster.example. 2026010101 7200 900 1209600 60"
    echo "@ IN NS a.root.example."
    echo "a.root.example. IN A $(v4 root)"
    echo "a.root.example. IN AAAA $(v6 root)"
    echo "example. IN NS a.tld.example."
    echo "a.tld.example. IN A $(v4 tld)"
    echo "a.tld.example. IN AAAA $(v6 tld)"
    cat "$ZONES/ds.example"
  } >"$ZONES/root"
  printf '. 3600 IN NS a.root.example.\na.root.example. 3600 IN A %s\na.root.example. 3600 IN AAAA %s\n' \
    "$(v4 root)" "$(v6 root)" >"$ZONES/hints"
}

# What the resolvers need to trust the private root.
trust_anchors() {
  mkdir -p "$TEMP/run/bindres"
  read -r _ _ _ tag algorithm digest hash <<<"$(cat "$ZONES/ds.root")"
  echo "trust-anchors { . static-ds $tag $algorithm $digest \"${hash// /}\"; };" >"$TEMP/run/bindres/anchors.conf"
}
