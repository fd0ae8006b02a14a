/// From a captured frame to the datagram inside it: links, tunnels, IP, UDP and TCP.
///
/// [LinkDecoder], [IpDecoder] and [TransportDecoder] call each other in this order: the way of most
/// frames. Whatever else they meet they note in [InnerPacket], and [TunnelDecoder] opens it with a
/// decoder for each kind, which notes or calls those three again.
@NullMarked
package dev.rcodestat.packet;

import org.jspecify.annotations.NullMarked;
