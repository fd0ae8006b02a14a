package dev.rcodestat.samples;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Builds the octets of one DNS message (RFC 1035 section 4), well formed or not.
///
/// Sections come out in wire order, whatever order they were filled in. Counts follow from what was
/// added unless they are set. Names are octets, from [#name] and [#pointer]; no name is compressed
/// unless it holds a pointer.
///
/// ```
/// MessageBuilder.response(7).rcode(2).question("www.example", 1).edns(1232)
///     .extendedError(22, "no server answers").build()
/// ```
public final class MessageBuilder {
  /// The octets of a message header: where the first question's name stands.
  public static final int HEADER_OCTETS = 12;

  /// Class IN.
  public static final int CLASS_IN = 1;

  private static final int QR = 0x8000;
  private static final int AA = 0x0400;
  private static final int TC = 0x0200;
  private static final int RD = 0x0100;
  private static final int RA = 0x0080;
  private static final int AD = 0x0020;
  private static final int CD = 0x0010;
  private static final int DO = 0x8000;
  private static final int OPT = 41;
  private static final int EXTENDED_DNS_ERROR = 15;
  private static final int COUNTED = -1;

  private final int id;
  private int flags;
  private int opcode;
  private int rcode;
  private final Section questions = new Section();
  private final Section answers = new Section();
  private final Section authorities = new Section();
  private final Section additionals = new Section();
  private final ByteArrayOutputStream trailer = new ByteArrayOutputStream();

  private boolean edns;
  private int optIndex;
  private int udpPayloadSize;
  private int ednsVersion;
  private int ednsFlags;
  private final ByteArrayOutputStream options = new ByteArrayOutputStream();

  private MessageBuilder(int id, int flags) {
    this.id = id;
    this.flags = flags;
  }

  /// A query with no flag set.
  public static MessageBuilder query(int id) {
    return new MessageBuilder(id, 0);
  }

  /// A response, NOERROR, with no other flag set.
  public static MessageBuilder response(int id) {
    return new MessageBuilder(id, QR);
  }

  /// The message ID.
  public int id() {
    return id;
  }

  public MessageBuilder opcode(int opcode) {
    this.opcode = opcode;
    return this;
  }

  /// The 12-bit RCODE; one above 15 needs [#edns].
  public MessageBuilder rcode(int rcode) {
    this.rcode = rcode;
    return this;
  }

  public MessageBuilder authoritative() {
    return flag(AA);
  }

  public MessageBuilder truncated() {
    return flag(TC);
  }

  public MessageBuilder recursionDesired() {
    return flag(RD);
  }

  public MessageBuilder recursionAvailable() {
    return flag(RA);
  }

  public MessageBuilder authenticData() {
    return flag(AD);
  }

  public MessageBuilder checkingDisabled() {
    return flag(CD);
  }

  /// A question of class IN.
  public MessageBuilder question(String name, int type) {
    return question(name(name), type, CLASS_IN);
  }

  /// A question. In an UPDATE: a zone.
  public MessageBuilder question(byte[] name, int type, int qclass) {
    questions.add(new OctetWriter().octets(name).u16(type).u16(qclass).toByteArray());
    return this;
  }

  /// A record of the answer section. In an UPDATE: a prerequisite.
  public MessageBuilder answer(byte[] name, int type, int rclass, long ttl, byte[] rdata) {
    answers.add(record(name, type, rclass, ttl, rdata));
    return this;
  }

  /// A record of the authority section. In an UPDATE: an update.
  public MessageBuilder authority(byte[] name, int type, int rclass, long ttl, byte[] rdata) {
    authorities.add(record(name, type, rclass, ttl, rdata));
    return this;
  }

  /// A record of the additional section.
  public MessageBuilder additional(byte[] name, int type, int rclass, long ttl, byte[] rdata) {
    additionals.add(record(name, type, rclass, ttl, rdata));
    return this;
  }

  /// An OPT record (RFC 6891) at this place of the additional section; its upper RCODE bits follow
  /// from [#rcode].
  public MessageBuilder edns(int udpPayloadSize) {
    edns = true;
    optIndex = additionals.size();
    this.udpPayloadSize = udpPayloadSize;
    return this;
  }

  public MessageBuilder ednsVersion(int version) {
    ednsVersion = version;
    return this;
  }

  /// Sets DO (RFC 3225).
  public MessageBuilder dnssecOk() {
    ednsFlags |= DO;
    return this;
  }

  /// An EDNS option.
  public MessageBuilder option(int code, byte[] data) {
    return rawOptions(new OctetWriter().u16(code).u16(data.length).octets(data).toByteArray());
  }

  /// An Extended DNS Error (RFC 8914).
  public MessageBuilder extendedError(int infoCode, String extraText) {
    byte[] text = extraText.getBytes(StandardCharsets.UTF_8);
    return option(EXTENDED_DNS_ERROR, new OctetWriter().u16(infoCode).octets(text).toByteArray());
  }

  /// Octets in the RDATA of the OPT record that need not be options.
  public MessageBuilder rawOptions(byte[] octets) {
    options.writeBytes(octets);
    return this;
  }

  /// Octets after the last record, or in place of records that do not follow the format.
  public MessageBuilder raw(byte[] octets) {
    trailer.writeBytes(octets);
    return this;
  }

  /// What the header says, whatever questions were added.
  public MessageBuilder qdcount(int count) {
    questions.announced = count;
    return this;
  }

  /// What the header says, whatever answers were added.
  public MessageBuilder ancount(int count) {
    answers.announced = count;
    return this;
  }

  /// What the header says, whatever authority records were added.
  public MessageBuilder nscount(int count) {
    authorities.announced = count;
    return this;
  }

  /// What the header says, whatever additional records were added.
  public MessageBuilder arcount(int count) {
    additionals.announced = count;
    return this;
  }

  /// The octets of the message.
  public byte[] build() {
    if (rcode >>> 4 != 0 && !edns) {
      throw new IllegalStateException("RCODE " + rcode + " needs an OPT record");
    }
    OctetWriter message = new OctetWriter();
    message.u16(id).u16(flags | opcode << 11 | (rcode & 0xF));
    message.u16(questions.count(0)).u16(answers.count(0)).u16(authorities.count(0));
    message.u16(additionals.count(edns ? 1 : 0));
    questions.writeTo(message, 0, questions.size());
    answers.writeTo(message, 0, answers.size());
    authorities.writeTo(message, 0, authorities.size());
    additionals.writeTo(message, 0, optIndex);
    if (edns) {
      message.octets(optRecord());
    }
    additionals.writeTo(message, optIndex, additionals.size());
    return message.octets(trailer.toByteArray()).toByteArray();
  }

  /// The uncompressed octets of a name in text form; a dot at the end changes nothing, and there
  /// are no escapes. The empty text and `.` are the root.
  public static byte[] name(String text) {
    return new OctetWriter().octets(labels(text)).u8(0).toByteArray();
  }

  /// The labels of a name in text form, without an end: a pointer may follow, or anything else.
  public static byte[] labels(String text) {
    OctetWriter labels = new OctetWriter();
    for (String label : text.split("\\.", -1)) {
      byte[] octets = label.getBytes(StandardCharsets.ISO_8859_1);
      if (octets.length > 0) {
        labels.u8(octets.length).octets(octets);
      }
    }
    return labels.toByteArray();
  }

  /// A compression pointer (RFC 1035 section 4.1.4), wherever it leads.
  ///
  /// @param position counted from the message's first octet, 0 to 16,383
  public static byte[] pointer(int position) {
    return new OctetWriter().u16(0xC000 | position).toByteArray();
  }

  /// All of these octets, one after the other.
  public static byte[] concat(byte[]... parts) {
    OctetWriter all = new OctetWriter();
    for (byte[] part : parts) {
      all.octets(part);
    }
    return all.toByteArray();
  }

  private MessageBuilder flag(int bit) {
    flags |= bit;
    return this;
  }

  private byte[] optRecord() {
    long ttl = (long) (rcode >>> 4) << 24 | (long) ednsVersion << 16 | ednsFlags;
    return record(name(""), OPT, udpPayloadSize, ttl, options.toByteArray());
  }

  private static byte[] record(byte[] name, int type, int rclass, long ttl, byte[] rdata) {
    OctetWriter record = new OctetWriter().octets(name).u16(type).u16(rclass).u32(ttl);
    return record.u16(rdata.length).octets(rdata).toByteArray();
  }

  private static final class Section {
    private final List<byte[]> entries = new ArrayList<>();
    private int announced = COUNTED;

    void add(byte[] entry) {
      entries.add(entry);
    }

    int size() {
      return entries.size();
    }

    int count(int more) {
      return announced == COUNTED ? entries.size() + more : announced;
    }

    void writeTo(OctetWriter message, int from, int to) {
      entries.subList(from, to).forEach(message::octets);
    }
  }
}
