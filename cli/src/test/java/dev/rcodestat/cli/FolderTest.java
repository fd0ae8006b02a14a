package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rcodestat.samples.Samples;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Folders of captures, and files that are named more than once.
@Timeout(60)
class FolderTest {
  @TempDir private Path folder;
  private Path capture;
  private Path below;

  @BeforeEach
  void fillFolder() throws IOException {
    capture = Samples.copyTo(folder, "servfail-spike.pcap");
    below = Files.createDirectories(folder.resolve("below/further"));
    Samples.copyTo(below, "healthy.pcap");
    Samples.copyTo(folder, "dumpcap.pcapng");
  }

  @Test
  void everyCaptureInAFolderIsReadInTheOrderOfPaths() {
    Outcome outcome = recursive(folder);

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .containsSubsequence(
            folder + "/below/further/healthy.pcap\"",
            folder + "/dumpcap.pcapng\"",
            folder + "/servfail-spike.pcap\"");
    assertThat(recursive(folder)).isEqualTo(outcome);
  }

  @Test
  void aFolderNeedsTheOptionAndTheMessageSaysSo() {
    Outcome outcome = Outcome.of("analyze", folder.toString());

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.err())
        .endsWith("found a folder: --recursive reads the captures in it\n")
        .hasLineCount(1);
  }

  @Test
  void filesThatAreNoCapturesAreCounted() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "hello, world");
    assertThat(recursive(folder).err())
        .isEqualTo("rcodestat: 1 file in " + folder + " is no capture\n");

    Files.createFile(folder.resolve("empty"));
    Files.writeString(below.resolve("notes.pcap"), "no capture but for its name");
    Outcome outcome = recursive(folder);

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.err()).isEqualTo("rcodestat: 3 files in " + folder + " are no captures\n");
    assertThat(outcome.out()).doesNotContain("notes");
  }

  @Test
  void aFileThatIsNamedItselfHasToBeACapture() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello, world");

    Outcome outcome = Outcome.of("analyze", "-r", text.toString(), folder.toString());

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.err()).contains("notes.txt: octet 0: expected the first octets of");
  }

  @Test
  void aDamagedCaptureInAFolderIsAProblem() throws IOException {
    Files.write(folder.resolve("cut"), Arrays.copyOf(Samples.octets("healthy.pcap"), 99));

    Outcome outcome = recursive(folder);

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.err()).startsWith("rcodestat: " + folder + "/cut: octet 98: expected");
  }

  @Test
  void aFolderWithoutACaptureIsAProblem() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    Outcome outcome = recursive(empty);

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.err()).isEqualTo("rcodestat: " + empty + ": no capture in this folder\n");
  }

  @Test
  void aFolderThatMayNotBeReadIsAProblem() throws IOException {
    Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("-wx------"));
    assumeTrue(!Files.isReadable(below), "runs as root, who may read any folder");

    Outcome outcome = recursive(folder);

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.err()).contains("found a folder without read permission");
  }

  @Test
  void aFolderThatIsRemovedMeanwhileIsKeptForItsProblem() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
    Path removed = folder.resolve("removed");
    Path unread = folder.resolve("unread");
    FolderFiles visitor = new FolderFiles();

    assertThat(visitor.preVisitDirectory(removed, attributes))
        .isEqualTo(FileVisitResult.SKIP_SUBTREE);
    assertThat(visitor.postVisitDirectory(unread, new NoSuchFileException("unread")))
        .isEqualTo(FileVisitResult.CONTINUE);

    assertThat(visitor.files()).containsExactly(removed, unread);
    assertThat(FolderFiles.of(removed)).containsExactly(removed);
  }

  @Test
  void linksThatLeadInCirclesEnd() throws IOException {
    Files.createSymbolicLink(below.resolve("up"), folder);
    Files.createSymbolicLink(below.resolve("self"), below.resolve("self"));
    Files.createSymbolicLink(folder.resolve("again"), below);
    Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("none"));

    Outcome outcome = recursive(folder);

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.out()).containsOnlyOnce("healthy.pcap\"");
  }

  @Test
  void onlyFilesAreLookedAt() throws Exception {
    Process fifo = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
    assumeTrue(fifo.waitFor() == 0, "no mkfifo here");

    assertThat(recursive(folder).status()).isEqualTo(ExitStatus.FINE);
  }

  @Test
  void aFileThatIsNamedTwiceIsReadOnce() {
    Outcome outcome = Outcome.of("analyze", capture.toString(), capture.toString());

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.err()).isEqualTo("rcodestat: " + capture + " is named twice: read once\n");
    assertThat(outcome.out()).contains("read       2,513 frames: ");
  }

  @Test
  void aFileBehindALinkOrInAFolderIsTheSameFile() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), capture);

    Outcome outcome = Outcome.of("analyze", link.toString(), capture.toString());

    assertThat(outcome.err())
        .isEqualTo("rcodestat: " + capture + " is the same file as " + link + ": read once\n");
    assertThat(outcome.out()).contains("2,513 frames: ");
    Outcome throughFolder = recursive(capture, folder, folder);
    assertThat(throughFolder.status()).isEqualTo(ExitStatus.FINE);
    assertThat(throughFolder.err())
        .endsWith(" is the same file as " + capture + ", and 5 more likewise: each is read once\n")
        .hasLineCount(1);
  }

  private static Outcome recursive(Path... paths) {
    String[] arguments = new String[paths.length + 4];
    arguments[0] = "analyze";
    arguments[1] = "-r";
    arguments[2] = "--format";
    arguments[3] = "json";
    for (int i = 0; i < paths.length; i++) {
      arguments[i + 4] = paths[i].toString();
    }
    return Outcome.of(arguments);
  }
}
