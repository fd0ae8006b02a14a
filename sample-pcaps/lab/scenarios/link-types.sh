# The same few questions in other containers: Linux cooked capture v1 and v2 on interface `any`, nanosecond
# timestamps, and pcapng. Taken at BIND resolver, both legs.
for file in any-sll2.pcap any-sll.pcap nanoseconds.pcap dumpcap.pcapng; do
  resolver_up bindres
  case $file in
    any-sll2.pcap) capture "$file" bindres -i any -y LINUX_SLL2 ;;
    any-sll.pcap) capture "$file" bindres -i any -y LINUX_SLL ;;
    nanoseconds.pcap) capture "$file" bindres --time-stamp-precision=nano ;;
    dumpcap.pcapng) capture_ng "$file" bindres ;;
  esac
  for zone in bind nsd knot badsig; do
    ask client1 "@$(v4 bindres)" "www.$zone.example" A
    ask client1 "@$(v6 bindres)" "nowhere.$zone.example" AAAA +tcp
  done
  capture_end "$file"
  stop bindres
done
