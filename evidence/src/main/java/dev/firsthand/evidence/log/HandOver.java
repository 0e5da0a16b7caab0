package dev.firsthand.evidence.log;

import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.NoteSignature;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The first entry of a log that goes on where another one ended: after a restore, or at the turn of a year. It holds
/// the last checkpoint of the old log with all its signatures, and the new log signs it. Where a witness had seen more
/// of the old log than was left of it, what it saw stands there too.
public final class HandOver {
    private static final String FIRST_LINE = "hdlog/hand-over/1";
    private static final int LINES = 7;
    private static final int REASON_LENGTH_MAX = 500;

    /// Both checkpoints, in base64, have to fit into an entry.
    private static final int NOTES_BYTES_MAX = 48_000;

    private static final int SEEN_BYTES_MAX = 16_000;

    private final String to;
    private final String reason;
    private final SignedNote last;
    private final Optional<SignedNote> seen;
    private final SignedNote signed;

    private HandOver(String to, String reason, SignedNote last, Optional<SignedNote> seen, SignedNote signed) {
        this.to = to;
        this.reason = reason;
        this.last = last;
        this.seen = seen;
        this.signed = signed;
    }

    /// Nothing was lost.
    public static HandOver of(SignedNote last, String reason, LogSigner next) throws NoteFormatException {
        return of(last, Optional.empty(), reason, next);
    }

    /// `last` is the old log's last checkpoint, `seen` one of it that a witness signed and the old log no longer
    /// leads to, `reason` one line of printable ASCII.
    public static HandOver of(SignedNote last, Optional<SignedNote> seen, String reason, LogSigner next)
            throws NoteFormatException {
        String to = next.origin();
        if (last.checkpoint().origin().equals(to)) {
            throw new IllegalArgumentException("a log is handed over to a new origin, not to %s again".formatted(to));
        }
        if (reason.isBlank()
                || reason.length() > REASON_LENGTH_MAX
                || !reason.chars().allMatch(sign -> sign >= ' ' && sign <= '~')) {
            throw new IllegalArgumentException(
                    "a reason is one line of at most %d printable characters".formatted(REASON_LENGTH_MAX));
        }
        Optional<SignedNote> lost = seen.map(note -> fitting(note, SEEN_BYTES_MAX));
        int taken = lost.map(note -> note.bytes().length).orElse(0);
        SignedNote fitting = fitting(last, NOTES_BYTES_MAX - taken);
        String text = text(to, reason, fitting, lost);
        var signatures = next.keys().stream()
                .filter(SigningKey::signsTexts)
                .map(key -> key.signText(text))
                .toList();
        return new HandOver(to, reason, fitting, lost, new SignedNote(text, signatures));
    }

    /// The log's own signatures stand first; of very many witnesses the last are left out.
    private static SignedNote fitting(SignedNote note, int bytesMax) {
        List<NoteSignature> signatures = note.signatures();
        while (new SignedNote(note.text(), signatures).bytes().length > bytesMax) {
            signatures = signatures.subList(0, signatures.size() - 1);
        }
        return new SignedNote(note.text(), signatures);
    }

    private static String text(String to, String reason, SignedNote last, Optional<SignedNote> seen)
            throws NoteFormatException {
        Checkpoint old = last.checkpoint();
        return """
                %s
                to %s
                from %s
                size %s
                root %s
                reason %s
                last %s
                """.formatted(
                                FIRST_LINE,
                                to,
                                old.origin(),
                                Long.toUnsignedString(old.size()),
                                old.root(),
                                reason,
                                base64(last))
                + seen.map(note -> "seen " + base64(note) + "\n").orElse("");
    }

    private static String base64(SignedNote note) {
        return Base64.getEncoder().encodeToString(note.bytes());
    }

    /// Whether an entry looks like one; [#parse] says whether it is.
    public static boolean isOne(byte[] entry) {
        byte[] begin = (FIRST_LINE + "\n").getBytes(StandardCharsets.US_ASCII);
        return entry.length > begin.length && Arrays.equals(entry, 0, begin.length, begin, 0, begin.length);
    }

    public static HandOver parse(byte[] entry) throws NoteFormatException {
        SignedNote signed = SignedNote.parse(entry);
        List<String> lines = signed.text().lines().toList();
        if (lines.size() < LINES
                || lines.size() > LINES + 1
                || !lines.getFirst().equals(FIRST_LINE)) {
            throw new NoteFormatException("no hand-over: it has seven or eight lines, the first " + FIRST_LINE);
        }
        String to = after("to ", lines.get(1));
        String reason = after("reason ", lines.get(5));
        SignedNote last = note("last ", lines.get(6));
        Optional<SignedNote> seen =
                lines.size() > LINES ? Optional.of(note("seen ", lines.get(LINES))) : Optional.empty();
        if (!text(to, reason, last, seen).equals(signed.text())) {
            throw new NoteFormatException("a hand-over says something else than the checkpoint in it");
        }
        return new HandOver(to, reason, last, seen, signed);
    }

    private static SignedNote note(String begin, String line) throws NoteFormatException {
        try {
            return SignedNote.parse(Base64.getDecoder().decode(after(begin, line)));
        } catch (IllegalArgumentException e) {
            throw new NoteFormatException("a checkpoint of a hand-over is not base64");
        }
    }

    private static String after(String begin, String line) throws NoteFormatException {
        if (!line.startsWith(begin)) {
            throw new NoteFormatException("`%s` is missing in a hand-over".formatted(begin.strip()));
        }
        return line.substring(begin.length());
    }

    /// Whether the new log signed it and the old one its last checkpoint.
    public boolean isSignedBy(Collection<VerifierKey> old, Collection<VerifierKey> next) {
        return last.check(old) instanceof NoteCheck.Signed && signed.check(next) instanceof NoteCheck.Signed;
    }

    /// The new log.
    public String to() {
        return to;
    }

    public String reason() {
        return reason;
    }

    /// Where the old log ended.
    public SignedNote last() {
        return last;
    }

    /// What a witness had seen of the old log and is lost: of more entries, or of others. Whoever needs the truth
    /// checks its signatures.
    public Optional<SignedNote> seen() {
        return seen;
    }

    public byte[] entry() {
        return signed.bytes();
    }

    Submission submission() {
        return new Submission(new FactId(UUID.nameUUIDFromBytes(entry())), entry());
    }
}
