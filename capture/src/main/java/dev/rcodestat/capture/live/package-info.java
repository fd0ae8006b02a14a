/// Live interfaces, through pcap4j: the only place that imports it.
@NullMarked
package dev.rcodestat.capture.live;

import org.jspecify.annotations.NullMarked;
