package dev.rcodestat.benchmarks;

import dev.rcodestat.analysis.AnalysisOptions;
import dev.rcodestat.analysis.Analyzer;
import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.CaptureInput;
import dev.rcodestat.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// From file to report once the JVM is warm: nanoseconds a frame.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class AnalyzeBenchmark {
  static final int FRAMES = 200_000;

  private Path capture = Path.of("");

  /// Writes the capture that every iteration reads.
  @Setup
  public void write() throws IOException {
    capture = Files.createTempFile("rcodestat-traffic", ".pcap");
    TrafficGenerator.write(capture, FRAMES, TrafficGenerator.Traffic.MIXED);
  }

  /// Removes it.
  @TearDown
  public void remove() throws IOException {
    Files.delete(capture);
  }

  /// Reads, decodes, counts and concludes.
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public Report analyze() {
    CaptureInput input = CaptureInput.file(capture.toString());
    return new Analyzer(AnalysisOptions.defaults()).analyze(new CaptureFiles(List.of(input)));
  }
}
