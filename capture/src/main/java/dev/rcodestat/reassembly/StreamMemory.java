package dev.rcodestat.reassembly;

/// What is remembered of a stream that is over, to know packets of it that come again. Mutable, so that
/// one serves for many; see [TcpStream].
final class StreamMemory {
  boolean known;
  int next;
  Alignment alignment = Alignment.LOST;
  int highest;
  boolean anyAcknowledged;
  int acknowledged;
  boolean begun;
  int first;
  boolean ended;
  int last;
}
