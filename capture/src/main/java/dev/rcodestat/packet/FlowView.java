package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;

/// Both ends of the packet that carries a message: borrowed, valid until the next frame is decoded.
@HotPath
public final class FlowView {
  int version;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  int sourcePort;
  int destinationPort;
  Transport transport = Transport.UDP;
  Service service = Service.DNS;

  /// A view of nobody.
  public FlowView() {}

  /// Looks at two ends that are known from elsewhere.
  public void wrap(
      int version,
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int sourcePort,
      int destinationPort,
      Transport transport,
      Service service) {
    this.version = version;
    this.sourceHigh = sourceHigh;
    this.sourceLow = sourceLow;
    this.destinationHigh = destinationHigh;
    this.destinationLow = destinationLow;
    this.sourcePort = sourcePort;
    this.destinationPort = destinationPort;
    this.transport = transport;
    this.service = service;
  }

  /// Looks at the same ends as another view.
  public void wrap(FlowView flow) {
    wrap(
        flow.version,
        flow.sourceHigh,
        flow.sourceLow,
        flow.destinationHigh,
        flow.destinationLow,
        flow.sourcePort,
        flow.destinationPort,
        flow.transport,
        flow.service);
  }

  /// Looks at the same ends the other way round.
  public void wrapReversed(FlowView flow) {
    wrap(
        flow.version,
        flow.destinationHigh,
        flow.destinationLow,
        flow.sourceHigh,
        flow.sourceLow,
        flow.destinationPort,
        flow.sourcePort,
        flow.transport,
        flow.service);
  }

  /// The IP version, 4 or 6.
  public int version() {
    return version;
  }

  /// The first 64 bits of the source address; 0 for IPv4. See [IpAddress].
  public long sourceHigh() {
    return sourceHigh;
  }

  /// The last 64 bits of the source address, or the 32 bits of IPv4.
  public long sourceLow() {
    return sourceLow;
  }

  /// The first 64 bits of the destination address; 0 for IPv4.
  public long destinationHigh() {
    return destinationHigh;
  }

  /// The last 64 bits of the destination address, or the 32 bits of IPv4.
  public long destinationLow() {
    return destinationLow;
  }

  /// The source port, 0 to 65,535.
  public int sourcePort() {
    return sourcePort;
  }

  /// The destination port, 0 to 65,535.
  public int destinationPort() {
    return destinationPort;
  }

  /// What carries the message.
  public Transport transport() {
    return transport;
  }

  /// The service that the ports stand for.
  public Service service() {
    return service;
  }
}
