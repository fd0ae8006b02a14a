/// Commands: options in, reports out. The only package that knows a terminal, standard streams, exit statuses
/// and the command line.
@NullMarked
package dev.rcodestat.cli;

import org.jspecify.annotations.NullMarked;
