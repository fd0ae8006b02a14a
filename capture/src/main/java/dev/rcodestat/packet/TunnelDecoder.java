package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;

/// Opens what another decoder met and noted: steps over the header of the encapsulation, and goes
/// on with what is inside.
///
/// The decoders below know the common links, and note everything else in the [InnerPacket] instead
/// of calling each other.
@HotPath
final class TunnelDecoder {
  private final InnerPacket inner;
  private final LinkDecoder link;
  private final EtherTypeDecoder etherType;
  private final OtherLinkDecoder otherLink;
  private final WifiDecoder wifi;
  private final MplsDecoder mpls;
  private final PppDecoder ppp;
  private final FrameRelayDecoder frameRelay;
  private final GreDecoder gre;
  private final OverlayDecoder overlay;
  private final GtpDecoder gtp;
  private final L2tpDecoder l2tp;
  private final UdpTunnelDecoder udp;

  TunnelDecoder(LinkDecoder link, InnerPacket inner) {
    this.inner = inner;
    this.link = link;
    LlcDecoder llc = new LlcDecoder(link);
    etherType = new EtherTypeDecoder(link, llc, inner);
    wifi = new WifiDecoder(llc);
    mpls = new MplsDecoder(link);
    ppp = new PppDecoder(link, inner);
    frameRelay = new FrameRelayDecoder(link, llc, inner);
    otherLink = new OtherLinkDecoder(link, llc, wifi, ppp, frameRelay, inner);
    gre = new GreDecoder(link, inner);
    overlay = new OverlayDecoder(link, inner);
    gtp = new GtpDecoder(link, inner);
    l2tp = new L2tpDecoder(link, inner);
    udp = new UdpTunnelDecoder(link, wifi);
  }

  /// Opens one layer: the noted one, which these places are of.
  FrameVerdict open(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    return switch (inner.encapsulation()) {
      case IP -> link.decode(memory, start, capturedEnd, wireEnd, LinkType.RAW);
      case ETHERNET -> link.decode(memory, start, capturedEnd, wireEnd, LinkType.ETHERNET);
      case ETHERTYPE -> etherType.decode(memory, start, capturedEnd, wireEnd, inner.number());
      case LINK -> otherLink.decode(memory, start, capturedEnd, wireEnd, inner.number());
      case COOKED -> otherLink.decodeCooked(memory, start, capturedEnd, wireEnd, inner.number());
      case WIFI -> wifi.decode(memory, start, capturedEnd, wireEnd);
      case MPLS -> mpls.decode(memory, start, capturedEnd, wireEnd);
      case PPP -> ppp.decode(memory, start, capturedEnd, wireEnd);
      case PPPOE -> ppp.decodePppoe(memory, start, capturedEnd, wireEnd);
      case FRAME_RELAY -> frameRelay.decode(memory, start, capturedEnd, wireEnd);
      case NSH -> overlay.decodeNsh(memory, start, capturedEnd, wireEnd);
      case GRE -> gre.decode(memory, start, capturedEnd, wireEnd);
      case ETHERIP -> gre.decodeEtherip(memory, start, capturedEnd, wireEnd);
      case VXLAN -> overlay.decodeVxlan(memory, start, capturedEnd, wireEnd);
      case VXLAN_GPE -> overlay.decodeVxlanGpe(memory, start, capturedEnd, wireEnd);
      case GENEVE -> overlay.decodeGeneve(memory, start, capturedEnd, wireEnd);
      case GTP_U -> gtp.decode(memory, start, capturedEnd, wireEnd);
      case L2TP -> l2tp.decode(memory, start, capturedEnd, wireEnd);
      case L2TP_OVER_IP -> l2tp.decodeOverIp(memory, start, capturedEnd, wireEnd);
      case TEREDO -> udp.decodeTeredo(memory, start, capturedEnd, wireEnd);
      case AYIYA -> udp.decodeAyiya(memory, start, capturedEnd, wireEnd);
      case CAPWAP -> udp.decodeCapwap(memory, start, capturedEnd, wireEnd);
      case LISP -> udp.decodeLisp(memory, start, capturedEnd, wireEnd);
      case TZSP -> udp.decodeTzsp(memory, start, capturedEnd, wireEnd);
    };
  }
}
