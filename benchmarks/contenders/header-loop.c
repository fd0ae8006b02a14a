/*
 * header-loop FILE: counts the frames of a capture and their octets on the wire.
 *
 * A contender of benchmarks/whole-program: the least that a program can do which reads a capture
 * through libpcap. It asks for one frame after the other and looks at the record header alone, at
 * no octet of the frame. It filters nothing, decodes nothing and knows nothing of DNS: it shows
 * what reading through libpcap takes by itself, not what an analyzer written in C would take.
 *
 *   cc -O2 -o header-loop header-loop.c -lpcap
 *
 * Exit status: 0 the capture was read whole, 1 it was not, 2 wrong command line.
 */
#include <inttypes.h>
#include <pcap/pcap.h>
#include <stdio.h>

int main(int argc, char **argv) {
  if (argc != 2) {
    fputs("usage: header-loop FILE\n", stderr);
    return 2;
  }
  char why[PCAP_ERRBUF_SIZE];
  pcap_t *capture = pcap_open_offline(argv[1], why);
  if (capture == NULL) {
    fprintf(stderr, "header-loop: %s\n", why);
    return 1;
  }

  uint64_t frames = 0;
  uint64_t octets = 0;
  struct pcap_pkthdr *header;
  const u_char *frame; /* libpcap insists on handing it over */
  int status;
  while ((status = pcap_next_ex(capture, &header, &frame)) == 1) {
    frames++;
    octets += header->len;
  }
  if (status != PCAP_ERROR_BREAK) { /* which is the end of a file */
    fprintf(stderr, "header-loop: after %" PRIu64 " frames: %s\n", frames, pcap_geterr(capture));
    pcap_close(capture);
    return 1;
  }
  pcap_close(capture);

  printf("%" PRIu64 " frames, %" PRIu64 " octets on the wire\n", frames, octets);
  if (fflush(stdout) != 0 || ferror(stdout)) {
    perror("header-loop: standard output");
    return 1;
  }
  return 0;
}
