package dev.firsthand.evidence.audit;

import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonReader;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.log.HandOver;
import dev.firsthand.evidence.log.LogDamagedException;
import dev.firsthand.evidence.log.LogEntry;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.PaddingKey;
import dev.firsthand.evidence.merkle.Inclusion;
import dev.firsthand.evidence.merkle.Proofs;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.proof.Opening;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Holds answers against the entries of a log. Each entry is proven against the newest checkpoint before it is
/// believed.
public final class AnswerCheck {
    private final Challenge challenge;
    private final LogReader log;
    private final Tree tree;
    private final TrustedKeys keys;
    private final Proofs proofs;
    private final Map<Long, AnswerResult> results = new HashMap<>();

    /// `tree` is that of a checkpoint that was believed, and grew from the challenge's.
    public AnswerCheck(Challenge challenge, LogReader log, Tree tree, TrustedKeys keys) {
        this.challenge = challenge;
        this.log = log;
        this.tree = tree;
        this.keys = keys;
        this.proofs = log.proofs(tree.size());
    }

    /// Takes one answer; `today` is the day on which it is looked at.
    public void take(Answer answer, LocalDate today) throws IOException {
        long entry = answer.entry();
        if (!challenge.asksFor(entry)) {
            results.put(entry, new AnswerResult.False(entry, "nobody asked for it"));
        } else if (results.containsKey(entry)) {
            results.put(entry, new AnswerResult.False(entry, "it was answered twice"));
        } else {
            results.put(entry, judge(answer, today));
        }
    }

    /// Of every entry that was asked for or answered, ascending.
    public List<AnswerResult> results() throws IOException {
        for (long entry : challenge.entries()) {
            if (!results.containsKey(entry)) {
                results.put(entry, unanswered(entry));
            }
        }
        return results.values().stream()
                .sorted((one, other) -> Long.compareUnsigned(one.entry(), other.entry()))
                .toList();
    }

    /// The first entry of a log that goes on where another one ended is open already.
    private AnswerResult unanswered(long entry) throws IOException {
        try {
            return entry == 0 && HandOver.isOne(proven(entry))
                    ? new AnswerResult.Holds(entry, "the hand-over of another log, open to everybody")
                    : new AnswerResult.Missing(entry);
        } catch (NotOpened | LogDamagedException notThere) {
            return new AnswerResult.Missing(entry);
        }
    }

    private AnswerResult judge(Answer answer, LocalDate today) throws IOException {
        long entry = answer.entry();
        try {
            String what = switch (answer) {
                case Answer.OfPadding padding -> padding(padding);
                case Answer.OfDocument document -> document(entry, document.opened());
                case Answer.OfErased erased -> erased(entry, erased.erased());
            };
            if (answer.given().isAfter(today)) {
                return new AnswerResult.False(entry, "its day lies ahead: " + answer.given());
            }
            return answer.given().isAfter(challenge.due())
                    ? new AnswerResult.Late(entry, answer.given())
                    : new AnswerResult.Holds(entry, what);
        } catch (NotOpened e) {
            return new AnswerResult.False(entry, e.why);
        } catch (JsonFormatException e) {
            return new AnswerResult.False(entry, e.why());
        } catch (LogDamagedException e) {
            return new AnswerResult.False(entry, "the log does not have the entry any more: " + e.getMessage());
        }
    }

    private String padding(Answer.OfPadding padding) throws IOException, NotOpened {
        byte[] seed = decoded(padding.seed());
        open(padding.entry(), PaddingKey.commitment(seed));
        return "padding";
    }

    private String document(long entry, Answer.Opened opened) throws IOException, NotOpened, JsonFormatException {
        byte[] document = decoded(opened.document());
        String type = open(entry, commitment(opened, document));
        JsonValue.Fields fields = JsonReader.readObject(document);
        return fields.find("payloadType").isPresent()
                ? "%s, signed: %s"
                        .formatted(type, verified(document, entry).step().wireName())
                : "%s, unsigned: %s".formatted(type, fields.text("type"));
    }

    private String erased(long entry, Answer.Erased erased) throws IOException, NotOpened, JsonFormatException {
        byte[] envelope = decoded(erased.envelope().document());
        if (Long.compareUnsigned(erased.erasure(), entry) <= 0) {
            throw new NotOpened("what erased it stands before it in the log");
        }
        open(erased.erasure(), commitment(erased.envelope(), envelope));
        Statement statement = verified(envelope, erased.erasure());
        if (statement.step() != Step.ERASE || !ErasedEntries.holds(entry, erased.proof(), statement.predicate())) {
            throw new NotOpened("the statement at %d is not of the erasure of this entry".formatted(erased.erasure()));
        }
        return "erased, as entry %d says".formatted(erased.erasure());
    }

    private Statement verified(byte[] envelope, long index) throws JsonFormatException, NotOpened {
        return switch (keys.open(Envelope.parse(envelope), index)) {
            case EnvelopeCheck.Verified(var statement, var by) -> statement;
            case EnvelopeCheck.Refused(var why) -> throw new NotOpened(why);
        };
    }

    /// The type of the entry, where the log holds one of this commitment at the index.
    private String open(long index, byte[] commitment) throws IOException, NotOpened {
        byte[] bytes = proven(index);
        Optional<LogEntry> entry = LogEntry.parse(bytes);
        if (entry.isEmpty()
                || !Arrays.equals(LogEntry.of(entry.get().type(), commitment).bytes(), bytes)) {
            throw new NotOpened("it does not open the entry");
        }
        return entry.get().type();
    }

    private byte[] proven(long index) throws IOException, NotOpened {
        if (Long.compareUnsigned(index, tree.size()) >= 0) {
            throw new NotOpened("the log has no entry %s".formatted(Long.toUnsignedString(index)));
        }
        byte[] bytes = log.entry(index, tree.size());
        if (!Inclusion.holds(index, tree, TreeHash.leaf(bytes), proofs.inclusion(index, tree.size()))) {
            throw new NotOpened("the folder's entry is not the one that the checkpoint covers");
        }
        return bytes;
    }

    private static byte[] commitment(Answer.Opened opened, byte[] document) throws NotOpened {
        try {
            Opening opening = opened.salt().equals("-") ? Opening.plain() : Opening.salted(decoded(opened.salt()));
            return opening.commitment(document);
        } catch (IllegalArgumentException e) {
            throw new NotOpened(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] decoded(String text) throws NotOpened {
        return Bytes.ofBase64(text).orElseThrow(() -> new NotOpened("it is not base64"));
    }

    private static final class NotOpened extends Exception {
        private static final long serialVersionUID = 1;
        private final String why;

        NotOpened(String why) {
            super(why);
            this.why = why;
        }
    }
}
