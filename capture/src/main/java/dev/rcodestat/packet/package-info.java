/// From a captured frame to the datagram inside it: link, VLAN, IP and UDP.
@NullMarked
package dev.rcodestat.packet;

import org.jspecify.annotations.NullMarked;
