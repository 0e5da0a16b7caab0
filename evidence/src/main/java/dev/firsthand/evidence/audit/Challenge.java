package dev.firsthand.evidence.audit;

import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SignedNote;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Entries that chance picked and a log's operator must open: drawn from a checkpoint by a beacon that nobody knew
/// when it was signed, so that anybody draws the same. The rule is in `docs/formats/evidence.md`.
public final class Challenge {
    public static final int COUNT_MAX = 10_000;
    public static final int DAYS = 7;

    private static final String FIRST_LINE = "firsthand-challenge/1";
    private static final String DOMAIN = "hdlog/sample/1\0";
    private static final int BEACON_BYTES_MIN = 16;
    private static final int BEACON_BYTES_MAX = 64;

    private final LocalDate drawn;
    private final String beacon;
    private final SignedNote note;
    private final Checkpoint checkpoint;
    private final SortedSet<Long> entries;

    private Challenge(LocalDate drawn, String beacon, SignedNote note, int count) throws NoteFormatException {
        this.drawn = drawn;
        this.beacon = beacon;
        this.note = note;
        this.checkpoint = note.checkpoint();
        this.entries = pick(checkpoint, bytes(beacon), count);
    }

    /// `beacon` is hexadecimal, of 16 to 64 bytes.
    public static Challenge draw(SignedNote checkpoint, String beacon, int count, LocalDate today)
            throws NoteFormatException {
        return new Challenge(today, beacon, checkpoint, count);
    }

    /// Refuses one whose entries are not those that its beacon and checkpoint give.
    public static Challenge parse(byte[] file) throws NoteFormatException {
        String text = new String(file, StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        List<String> lines =
                end < 0 ? List.of() : Arrays.asList(text.substring(0, end).split("\n", -1));
        if (lines.size() < 5 || !lines.getFirst().equals(FIRST_LINE)) {
            throw new NoteFormatException(
                    "a challenge begins with the line %s, drawn, due, beacon and entries".formatted(FIRST_LINE));
        }
        SignedNote note = SignedNote.parse(text.substring(end + 2).getBytes(StandardCharsets.UTF_8));
        var read = new Challenge(
                day(after("drawn ", lines.get(1))), after("beacon ", lines.get(3)), note, lines.size() - 4);
        if (!Arrays.equals(read.bytes(), file)) {
            throw new NoteFormatException("its entries or its day are not those that its beacon and checkpoint give");
        }
        return read;
    }

    public byte[] bytes() {
        var text = new StringBuilder("%s\ndrawn %s\ndue %s\nbeacon %s\n".formatted(FIRST_LINE, drawn, due(), beacon));
        entries.forEach(entry -> text.append("entry ").append(entry).append('\n'));
        text.append('\n').append(new String(note.bytes(), StandardCharsets.UTF_8));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The indices to be opened, ascending.
    public List<Long> entries() {
        return List.copyOf(entries);
    }

    boolean asksFor(long entry) {
        return entries.contains(entry);
    }

    /// The last day for an answer.
    public LocalDate due() {
        return drawn.plusDays(DAYS);
    }

    /// What it was drawn from.
    public SignedNote note() {
        return note;
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    Tree tree() {
        return new Tree(checkpoint.size(), TreeHash.ofBase64(checkpoint.root()).orElseThrow());
    }

    /// Uniform: what lies above the last whole multiple of the size is passed over, and so is what was picked before.
    private static SortedSet<Long> pick(Checkpoint checkpoint, byte[] beacon, int count) throws NoteFormatException {
        long size = checkpoint.size();
        if (count < 1 || count > COUNT_MAX || Long.compareUnsigned(count, size) > 0) {
            throw new NoteFormatException("%d entries cannot be drawn: 1 to %d, and not more than the log's %s"
                    .formatted(count, COUNT_MAX, Long.toUnsignedString(size)));
        }
        byte[] seed = ByteBuffer.allocate(2 * TreeHash.BYTES)
                .put(Sha256.digester().digest(beacon))
                .put(Sha256.digester().digest(checkpoint.text().getBytes(StandardCharsets.UTF_8)))
                .array();
        long last = ~Long.remainderUnsigned(-size, size);
        var picked = new TreeSet<Long>();
        for (long round = 0; picked.size() < count; round++) {
            long drawn = number(seed, round);
            if (Long.compareUnsigned(drawn, last) <= 0) {
                picked.add(Long.remainderUnsigned(drawn, size));
            }
        }
        return picked;
    }

    private static long number(byte[] seed, long round) {
        var sha256 = Sha256.digester();
        sha256.update(DOMAIN.getBytes(StandardCharsets.US_ASCII));
        sha256.update(seed);
        return ByteBuffer.wrap(sha256.digest(
                        ByteBuffer.allocate(Long.BYTES).putLong(round).array()))
                .getLong();
    }

    private static byte[] bytes(String beacon) throws NoteFormatException {
        Optional<byte[]> bytes =
                hex(beacon).filter(some -> some.length >= BEACON_BYTES_MIN && some.length <= BEACON_BYTES_MAX);
        return bytes.orElseThrow(() -> new NoteFormatException(
                "a beacon is %d to %d bytes in hexadecimal digits in lower case, such as a round of drand"
                        .formatted(BEACON_BYTES_MIN, BEACON_BYTES_MAX)));
    }

    private static Optional<byte[]> hex(String text) {
        try {
            byte[] bytes = HexFormat.of().parseHex(text);
            return HexFormat.of().formatHex(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    private static String after(String begin, String line) throws NoteFormatException {
        if (!line.startsWith(begin)) {
            throw new NoteFormatException("`%s` stands where `%s` belongs".formatted(line, begin.strip()));
        }
        return line.substring(begin.length());
    }

    private static LocalDate day(String text) throws NoteFormatException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new NoteFormatException("`%s` is no day".formatted(text));
        }
    }
}
