# From tshark's JSON (all frames with DNS, mDNS or LLMNR) to one truth object.
#
# dns      every message that tshark calls DNS, on any port, also one quoted in an ICMP error
# dns53    the part of it with UDP or TCP port 53 at either end that is not quoted in ICMP: compare this first
# mdns, llmnr   the same counts for these, absent when there are none
# rcode, rcode_full   responses by the 4-bit RCODE of the header, and by the 12-bit one (EDNS upper bits added).
#          Codes without a name in the registry are plain numbers; ABSENT: the message ends before it
# opcode, opcode_resp   messages, and responses, by opcode number
# opcode_rcode          OPCODE|RCODE: responses by opcode number and 12-bit RCODE
# qtype_q, qtype_r      question types (numbers) in queries, in responses; all questions
# qtype_rcode           TYPE|RCODE: responses by the type of their first question, `none` without a question
# edns     OPT records in all messages, their option codes, the info codes of Extended DNS Errors
# servers  dns53 responses by source address and 12-bit RCODE
# responses_by_minute, responses_by_10_seconds   dns53 responses by 12-bit RCODE; keys are epoch seconds
#          (frames without a time, as in Simple Packet Blocks of pcapng, are in none)
#
# A frame may hold several messages (TCP), and several IP headers (tunnels, ICMP errors). The innermost count.
# tshark shows the upper 8 bits of an extended RCODE in the OPT record, so each message is searched for its own.

def list: if . == null then [] elif type == "array" then . else [.] end;
def tally: group_by(.) | map({key: .[0], value: length}) | from_entries;
def hex: ltrimstr("0x") | explode | map(if . >= 97 then . - 87 elif . >= 65 then . - 55 else . - 48 end)
  | reduce .[] as $digit (0; . * 16 + $digit);
def every($name): [.. | objects | select(has($name)) | .[$name] | list[]];
def rcode_name: if . == null then "ABSENT" else
  (["NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET", "NOTAUTH",
    "NOTZONE", "DSOTYPENI", null, null, null, null, "BADVERS", "BADKEY", "BADTIME", "BADMODE", "BADNAME", "BADALG",
    "BADTRUNC", "BADCOOKIE"][.]) // tostring end;

# The protocols in front of the first DNS layer, outermost first.
def before_dns: split(":") | .[:([index("dns"), index("mdns"), index("llmnr")] | map(select(. != null)) | min)];
def innermost($names): map(select(. as $layer | $names | index($layer))) | last;

def messages:
  ._source.layers
  | . as $layers
  | (.frame["frame.protocols"] | before_dns) as $path
  | ($path | innermost(["udp", "tcp"])) as $transport
  | ($path | innermost(["ip", "ipv6"])) as $network
  | ($path | any(. == "icmp" or . == "icmpv6")) as $quoted
  | (if $transport == null then null else ($layers[$transport] | list | last) end) as $ports
  | (if $network == null then null else ($layers[$network] | list | last) end) as $addresses
  | ("dns", "mdns", "llmnr") as $protocol
  | $layers[$protocol] | list[]
  | select(type == "object")
  | . as $message
  | (every("dns.flags.response") | first) as $qr
  | select($qr != null)
  | (every("dns.flags.rcode") | first | if . then tonumber else null end) as $rcode
  | (every("dns.resp.ext_rcode") | first | if . then hex else 0 end) as $upper
  | {
      protocol: $protocol,
      port53: ((($quoted | not) and $ports != null)
        and ([$ports["udp.port"], $ports["tcp.port"], $ports["udp.srcport"], $ports["udp.dstport"],
              $ports["tcp.srcport"], $ports["tcp.dstport"]] | map(list[]) | index("53")) != null),
      transport: $transport,
      network: $network,
      source: (if $addresses == null then null else ($addresses["ip.src"] // $addresses["ipv6.src"] | list | first) end),
      seconds: ($layers.frame["frame.time_epoch"] | if . == null then null else split(".")[0] | tonumber end),
      response: ($qr == "1"),
      truncated: (every("dns.flags.truncated") | first == "1"),
      opcode: (every("dns.flags.opcode") | first // "ABSENT"),
      rcode: ($rcode | rcode_name),
      rcode_full: (if $rcode == null then null else $upper * 16 + $rcode end | rcode_name),
      qtypes: every("dns.qry.type"),
      opts: (every("dns.resp.ext_rcode") | length),
      options: every("dns.opt.code"),
      ede: every("dns.opt.ext_error.info_code")
    };

def counts:
  map(select(.response)) as $responses
  | {
      messages: length,
      queries: (length - ($responses | length)),
      responses: ($responses | length),
      rcode: ($responses | map(.rcode) | tally),
      rcode_full: ($responses | map(.rcode_full) | tally),
      opcode: (map(.opcode) | tally),
      opcode_resp: ($responses | map(.opcode) | tally),
      opcode_rcode: ($responses | map(.opcode + "|" + .rcode_full) | tally),
      qtype_q: (map(select(.response | not) | .qtypes[]) | tally),
      qtype_r: ($responses | map(.qtypes[]) | tally),
      qtype_rcode: ($responses | map((.qtypes[0] // "none") + "|" + .rcode_full) | tally),
      udp: (map(select(.transport == "udp")) | length),
      tcp: (map(select(.transport == "tcp")) | length),
      ipv4: (map(select(.network == "ip")) | length),
      ipv6: (map(select(.network == "ipv6")) | length),
      tc: (map(select(.truncated)) | length)
    };

def grouped(f): group_by(f) | map({key: (.[0] | f | tostring), value: (map(.rcode_full) | tally)}) | from_entries;

[.[] | messages] as $all
| ($all | map(select(.protocol == "dns"))) as $dns
| ($dns | map(select(.port53))) as $dns53
| ($dns53 | map(select(.response))) as $responses
| ($responses | map(select(.seconds != null))) as $timed
| ($all | map(select(.protocol == "mdns"))) as $mdns
| ($all | map(select(.protocol == "llmnr"))) as $llmnr
| {
    file: $file,
    tool: $tool,
    frames: $frames,
    dns: ($dns | counts),
    dns53: ($dns53 | counts),
    edns: {
      opt_records: ($all | map(.opts) | add // 0),
      option_codes: ($all | map(.options[]) | tally),
      ede_info_codes: ($all | map(.ede[]) | tally)
    },
    servers: ($responses | grouped(.source)),
    responses_by_minute: ($timed | grouped(.seconds - .seconds % 60)),
    responses_by_10_seconds: ($timed | grouped(.seconds - .seconds % 10))
  }
  + (if $mdns == [] then {} else {mdns: ($mdns | counts)} end)
  + (if $llmnr == [] then {} else {llmnr: ($llmnr | counts)} end)
