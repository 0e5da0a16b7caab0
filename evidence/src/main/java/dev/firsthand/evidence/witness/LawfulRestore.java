package dev.firsthand.evidence.witness;

import dev.firsthand.evidence.http.HttpLogSource;
import dev.firsthand.evidence.log.HandOver;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.LogSource;
import dev.firsthand.evidence.merkle.Consistency;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Before a log goes on from a backup, each witness is asked for the newest checkpoint that it knows. Where one knows
/// more than the backup has, entries would be lost unseen, and nothing begins.
public final class LawfulRestore {
    private LawfulRestore() {}

    /// What came of asking.
    public sealed interface Answer {}

    /// No witness knows more than was restored: the log may go on under a new origin. Only asking makes one.
    public sealed interface MayBegin extends Answer permits Asked {
        /// The first entry of the new log.
        HandOver handOver(String reason, LogSigner next) throws NoteFormatException;
    }

    record Asked(SignedNote restored) implements MayBegin {
        @Override
        public HandOver handOver(String reason, LogSigner next) throws NoteFormatException {
            return HandOver.of(restored, reason, next);
        }
    }

    /// A witness knows more, or another history: find a newer backup.
    public record Lost(String witness, String why) implements Answer {}

    /// Witnesses that could not be asked, each with the reason. Whether something is lost is not known.
    public record Unanswered(List<String> witnesses) implements Answer {
        public Unanswered {
            witnesses = List.copyOf(witnesses);
        }
    }

    /// Asks each witness of the policy; one without an address cannot be asked.
    public static Answer ask(LogSource restored, Policy policy) throws IOException {
        var log = new LogReader(restored);
        SignedNote note = log.checkpoint();
        if (!(note.check(policy.logKeys()) instanceof NoteCheck.Signed)) {
            throw new NoteFormatException("no key of the policy signed the checkpoint that was restored");
        }
        var silent = new ArrayList<String>();
        for (Policy.Witness witness : policy.witnesses()) {
            try {
                Optional<SignedNote> known = known(witness, note.checkpoint().origin());
                Optional<String> loss = known.isPresent() ? loss(log, note, known.get()) : Optional.empty();
                if (loss.isPresent()) {
                    return new Lost(witness.name(), loss.get());
                }
            } catch (IOException e) {
                silent.add("%s: %s".formatted(witness.name(), e.getMessage()));
            }
        }
        return silent.isEmpty() ? new Asked(note) : new Unanswered(silent);
    }

    private static Optional<SignedNote> known(Policy.Witness witness, String origin) throws IOException {
        String url = witness.url().orElseThrow(() -> new IOException("the policy has no address of it"));
        Optional<SignedNote> note = newest(url, origin);
        if (note.isPresent() && !(note.get().check(List.of(witness.key())) instanceof NoteCheck.Signed)) {
            throw new IOException("it answered a checkpoint that it did not sign");
        }
        return note;
    }

    /// The newest checkpoint of a log that a witness shows; whoever needs the truth checks its signatures.
    public static Optional<SignedNote> newest(String witness, String origin) throws IOException {
        try (var source = new HttpLogSource(URI.create(witness))) {
            Optional<byte[]> answer = source.read(Witness.hash(origin) + "/checkpoint");
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            SignedNote note = SignedNote.parse(answer.get());
            if (!note.checkpoint().origin().equals(origin)) {
                throw new IOException("%s answered a checkpoint of another log".formatted(witness));
            }
            return Optional.of(note);
        } catch (IllegalArgumentException e) {
            throw new IOException("`%s` is no address".formatted(witness), e);
        }
    }

    private static Optional<String> loss(LogReader log, SignedNote restored, SignedNote known) throws IOException {
        Tree ours = tree(restored.checkpoint());
        Tree theirs = tree(known.checkpoint());
        if (Long.compareUnsigned(theirs.size(), ours.size()) > 0) {
            return Optional.of("it has seen %s entries, the restored log has %s"
                    .formatted(Long.toUnsignedString(theirs.size()), Long.toUnsignedString(ours.size())));
        }
        List<TreeHash> proof = log.proofs(ours.size()).consistency(theirs.size(), ours.size());
        boolean grew = theirs.size() == 0 || Consistency.holds(theirs, ours, proof);
        return grew
                ? Optional.empty()
                : Optional.of("the restored log did not grow from the %s entries that it has seen"
                        .formatted(Long.toUnsignedString(theirs.size())));
    }

    private static Tree tree(Checkpoint checkpoint) {
        return new Tree(checkpoint.size(), TreeHash.ofBase64(checkpoint.root()).orElseThrow());
    }
}
