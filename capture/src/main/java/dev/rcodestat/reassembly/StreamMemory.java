package dev.rcodestat.reassembly;

/// What is remembered of a stream that is over, to know packets of it that come again. Mutable, so that
/// one serves for many; see [TcpStream].
final class StreamMemory {
  boolean known;
  boolean aligned;
  int next;
  boolean begun;
  int first;
  boolean ended;
  int last;
}
