package dev.rcodestat.render;

import dev.rcodestat.report.Report;

/// A part of the text report. Adds nothing where the report has nothing to say on it.
interface Section {
  void write(Report report, TextPage page);
}
