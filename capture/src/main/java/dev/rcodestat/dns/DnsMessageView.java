package dev.rcodestat.dns;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// A DNS message where it lies in a capture block: borrowed, valid until the next [#wrap].
///
/// ```
///                                  1  1  1  1  1  1
///    0  1  2  3  4  5  6  7  8  9  0  1  2  3  4  5
///  +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
///  |                      ID                       |  0
///  |QR|   Opcode  |AA|TC|RD|RA| Z|AD|CD|   RCODE   |  2
///  |                    QDCOUNT                    |  4
///  |                    ANCOUNT                    |  6
///  |                    NSCOUNT                    |  8
///  |                    ARCOUNT                    | 10
///  +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
/// ```
///
/// RFC 1035 section 4.1.1; AD and CD from RFC 4035 section 3. In an UPDATE the four sections are
/// called zone, prerequisite, update and additional (RFC 2136 section 2) and lie in the same
/// places.
///
/// [#wrap] reads the header, then the questions, then walks the records just far enough to find the
/// OPT record in the additional section (RFC 6891), and only where ARCOUNT says that there may be
/// one; or where a response without an answer has authority records, which tell a referral. The
/// first defect ends the reading; what was read before it stays. Single-threaded; allocates nothing.
@HotPath
public final class DnsMessageView {
  /// The octets of a message header.
  public static final int HEADER_OCTETS = 12;

  private static final int ID = 0;
  private static final int FLAGS = 2;
  private static final int COUNTS = 4;

  // Which of the four counts.
  private static final int QDCOUNT = 0;
  private static final int ANCOUNT = 1;
  private static final int NSCOUNT = 2;
  private static final int ARCOUNT = 3;

  private static final int QR = 0x8000;
  private static final int AA = 0x0400;
  private static final int TC = 0x0200;
  private static final int RD = 0x0100;
  private static final int RA = 0x0080;
  private static final int AD = 0x0020;
  private static final int CD = 0x0010;

  // QTYPE and QCLASS, after the name of a question (RFC 1035 section 4.1.2).
  private static final int QUESTION_FIXED = 4;

  /// Pointers are followed in so many questions and no more: real messages have one, and to follow
  /// them in thousands would let a message cost a hundred times its size.
  private static final int FOLLOWED_QUESTIONS = 8;

  // Within a record, after its name (RFC 1035 section 4.1.3).
  private static final int TYPE = 0;
  private static final int RDLENGTH = 8;
  private static final int RDATA = 10;

  private ByteBuffer memory = Octets.NOTHING;
  private int base;
  private int captured;
  private int length;
  private int flags;

  /// The eight octets of the four counts.
  private long counts;

  private int qtype;
  private int qclass;
  private final NameView qname = new NameView();
  private boolean hasNs;
  private boolean hasSoa;
  private final OptRecordView opt = new OptRecordView();
  private boolean ednsUnreached;
  private MessageDefect defect = MessageDefect.NONE;

  /// Looks at a message.
  ///
  /// @param memory the memory that holds it
  /// @param offset where its header begins in the memory
  /// @param captured its octets that the capture holds, at least [#HEADER_OCTETS]
  /// @param length its octets on the wire, at least `captured`
  /// @return the first defect met, or [MessageDefect#NONE]
  public MessageDefect wrap(ByteBuffer memory, int offset, int captured, int length) {
    if (captured < HEADER_OCTETS || length < captured) {
      throw new IllegalArgumentException(
          "need 12 <= captured <= length, got " + captured + ", " + length);
    }
    this.memory = memory;
    this.base = offset;
    this.captured = captured;
    this.length = length;
    flags = Octets.u16(memory, offset + FLAGS);
    counts = Octets.u64(memory, offset + COUNTS);
    opt.clear();
    hasNs = false;
    hasSoa = false;
    int end = offset + captured;
    int at = readQuestions(end);
    if (at >= 0 && (arcount() > 0 || mayRefer())) {
      at = walkRecords(at, end);
    }
    ednsUnreached = at < 0 && arcount() > 0 && !opt.isPresent();
    defect = cutOr(at >= 0 ? MessageDefect.NONE : NameWalk.defect(at));
    return defect;
  }

  /// The message ID (RFC 1035 section 4.1.1).
  public int id() {
    return Octets.u16(memory, base + ID);
  }

  /// QR: true for a response, false for a query.
  public boolean isResponse() {
    return (flags & QR) != 0;
  }

  /// The opcode, 0 to 15; see [Opcode].
  public int opcode() {
    return flags >> 11 & 0xF;
  }

  /// AA: the server is an authority for the name.
  public boolean isAuthoritative() {
    return (flags & AA) != 0;
  }

  /// TC: the message was truncated to fit its transport.
  public boolean isTruncated() {
    return (flags & TC) != 0;
  }

  /// RD: recursion is desired.
  public boolean recursionDesired() {
    return (flags & RD) != 0;
  }

  /// RA: recursion is available.
  public boolean recursionAvailable() {
    return (flags & RA) != 0;
  }

  /// AD: the data is authentic (RFC 4035 section 3.2.3).
  public boolean authenticData() {
    return (flags & AD) != 0;
  }

  /// CD: the asker does its own checking (RFC 4035 section 3.2.2).
  public boolean checkingDisabled() {
    return (flags & CD) != 0;
  }

  /// The 4 bits of RCODE that stand in the header, 0 to 15.
  public int headerRcode() {
    return flags & 0xF;
  }

  /// The whole RCODE, 0 to 4095: the header's 4 bits, and above them the 8 bits of the OPT record
  /// where one was read (RFC 6891 section 6.1.3); see [Rcode].
  public int rcode() {
    return opt.extendedRcode() << 4 | headerRcode();
  }

  /// Whether an OPT record may be there that could not be reached: the reading ended early in a
  /// message whose ARCOUNT is not 0. Then [#rcode] may lack its upper 8 bits.
  public boolean ednsUnreached() {
    return ednsUnreached;
  }

  /// The number of questions that the header announces.
  public int qdcount() {
    return Octets.u16Of(counts, QDCOUNT);
  }

  /// The number of answers (UPDATE: prerequisites) that the header announces.
  public int ancount() {
    return Octets.u16Of(counts, ANCOUNT);
  }

  /// The number of authority records (UPDATE: updates) that the header announces.
  public int nscount() {
    return Octets.u16Of(counts, NSCOUNT);
  }

  /// The number of additional records that the header announces.
  public int arcount() {
    return Octets.u16Of(counts, ARCOUNT);
  }

  /// The type of the first question, 0 to 65,535, or [QueryType#NONE] or [QueryType#UNREADABLE].
  public int qtype() {
    return qtype;
  }

  /// The class of the first question; 0 where there is none or it is unreadable.
  public int qclass() {
    return qclass;
  }

  /// The name of the first question, where [#qtype] is a type. Borrowed like the message itself.
  public NameView qname() {
    return qname;
  }

  /// What a response makes of the transaction that it answers; a value of [Outcome].
  ///
  /// Within NOERROR, TC tells a truncated response, and a response to a QUERY without an answer is a
  /// referral where its authority section has NS records, no SOA, and AA is clear; else there are no
  /// data of the type (RFC 2308 section 2.2).
  public int outcome() {
    int rcode = rcode();
    if (rcode != 0) {
      return Outcome.ofRcode(rcode);
    }
    if (isTruncated()) {
      return Outcome.TRUNCATED;
    }
    if (ancount() > 0 || opcode() != Opcode.QUERY.value()) {
      return Outcome.ANSWER;
    }
    return hasNs && !hasSoa && !isAuthoritative() ? Outcome.REFERRAL : Outcome.NODATA;
  }

  /// The OPT record; empty where the message has none, or none that could be reached. Borrowed like
  /// the message itself.
  public OptRecordView opt() {
    return opt;
  }

  /// The octets of the message on the wire.
  public int length() {
    return length;
  }

  /// What ended the reading, or [MessageDefect#NONE].
  public MessageDefect defect() {
    return defect;
  }

  /// Reads all questions; keeps the first one's type and class.
  ///
  /// @return the place after the last question, or a [NameWalk#failure]
  private int readQuestions(int end) {
    int questions = qdcount();
    qtype = questions == 0 ? QueryType.NONE : QueryType.UNREADABLE;
    qclass = 0;
    int at = base + HEADER_OCTETS;
    for (int i = 0; i < questions; i++) {
      int name = at;
      at =
          i < FOLLOWED_QUESTIONS
              ? NameWalk.follow(memory, base, at, end)
              : NameWalk.skip(memory, at, end);
      if (at < 0) {
        return at;
      }
      if (QUESTION_FIXED > end - at) {
        return NameWalk.failure(MessageDefect.PAST_END);
      }
      if (i == 0) {
        int typeAndClass = (int) Octets.u32(memory, at);
        qtype = typeAndClass >>> Short.SIZE;
        qclass = typeAndClass & 0xFFFF;
        qname.wrap(memory, base, name, at);
      }
      at += QUESTION_FIXED;
    }
    return at;
  }

  /// Whether the authority section tells whether this is a referral.
  private boolean mayRefer() {
    return nscount() > 0 && ancount() == 0 && isResponse();
  }

  /// Walks from the first answer to the OPT record, or to the end of the additional section.
  ///
  /// @return a place, or a [NameWalk#failure]
  private int walkRecords(int start, int end) {
    int answers = ancount();
    int firstAdditional = answers + nscount();
    int records = firstAdditional + arcount();
    int at = start;
    for (int i = 0; i < records; i++) {
      int name = at;
      at = NameWalk.skip(memory, name, end);
      if (at < 0) {
        return at;
      }
      if (RDATA > end - at) {
        return NameWalk.failure(MessageDefect.PAST_END);
      }
      int rdlength = Octets.u16(memory, at + RDLENGTH);
      if (i >= firstAdditional) {
        if (at - name == 1 && Octets.u16(memory, at + TYPE) == RecordType.OPT) {
          return readOpt(at, rdlength, end);
        }
      } else if (i >= answers) {
        int type = Octets.u16(memory, at + TYPE);
        hasNs |= type == RecordType.NS;
        hasSoa |= type == RecordType.SOA;
      }
      at += RDATA + rdlength;
      if (at > end) {
        return NameWalk.failure(MessageDefect.PAST_END);
      }
    }
    return at;
  }

  private int readOpt(int at, int rdlength, int end) {
    int held = Math.min(rdlength, end - at - RDATA);
    opt.wrap(memory, at, held);
    if (held < rdlength) {
      return NameWalk.failure(MessageDefect.PAST_END);
    }
    return opt.optionsFillRdata() ? at : NameWalk.failure(MessageDefect.BAD_OPTION);
  }

  /// Where the wire had more than the capture holds, that is the defect, unless another one stands in
  /// what it does hold.
  private MessageDefect cutOr(MessageDefect found) {
    boolean ofTheMessage = found != MessageDefect.NONE && found != MessageDefect.PAST_END;
    return captured < length && !ofTheMessage ? MessageDefect.CUT : found;
  }
}
