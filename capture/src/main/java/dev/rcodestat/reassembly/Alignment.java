package dev.rcodestat.reassembly;

/// What is known of where the messages of a stream begin.
enum Alignment {
  /// Nothing.
  LOST,
  /// A message begins at the next octet, by the look of it alone; so every one has to look like one.
  GUESSED,
  /// A message begins at the next octet.
  SURE
}
