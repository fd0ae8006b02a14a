/// What libpcap does for us, through pcap4j: live interfaces, and filters. The only importer of it.
@NullMarked
package dev.rcodestat.capture.live;

import org.jspecify.annotations.NullMarked;
