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
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Before a log goes on from a backup, each witness is asked for the newest checkpoint that it knows. Where one
/// knows more than the backup has, nothing begins, unless whoever keeps the log accepts the loss; then the new
/// log says so.
public final class LawfulRestore {
    private LawfulRestore() {}

    /// What came of asking.
    public sealed interface Answer {}

    /// The log may go on under a new origin. Only asking makes one.
    public sealed interface MayBegin extends Answer permits Asked {
        /// The first entry of the new log.
        HandOver handOver(String reason, LogSigner next) throws NoteFormatException;
    }

    record Asked(SignedNote restored, Optional<SignedNote> seen) implements MayBegin {
        @Override
        public HandOver handOver(String reason, LogSigner next) throws NoteFormatException {
            return HandOver.of(restored, seen, reason, next);
        }
    }

    /// A witness knows more than was restored, or another history, as the log itself signed it: find a newer
    /// backup.
    public record Lost(String witness, String why, SignedNote restored, SignedNote seen) implements Answer {
        /// Where there is none: the log goes on, and says for good what the witness had seen of it.
        public MayBegin accepted() {
            return new Asked(restored, Optional.of(seen));
        }
    }

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
        if (!isSigned(note, policy.logKeys())) {
            throw new NoteFormatException("no key of the policy signed the checkpoint that was restored");
        }
        var silent = new ArrayList<String>();
        var lost = new ArrayList<Lost>();
        for (Policy.Witness witness : policy.witnesses()) {
            try {
                Optional<SignedNote> known = known(witness, note.checkpoint().origin(), policy);
                lost(witness, log, note, known).ifPresent(lost::add);
            } catch (IOException e) {
                silent.add("%s: %s".formatted(witness.name(), e.getMessage()));
            }
        }
        if (!silent.isEmpty()) {
            return new Unanswered(silent);
        }
        return lost.isEmpty() ? new Asked(note, Optional.empty()) : gravest(lost);
    }

    /// What one witness proves to be lost of a log that is being written. The witness is asked first: what the log
    /// signs meanwhile is not lost.
    public static Optional<Lost> lost(LogSource written, Policy policy, Policy.Witness witness) throws IOException {
        var log = new LogReader(written);
        String origin = log.checkpoint().checkpoint().origin();
        Optional<SignedNote> known = known(witness, origin, policy);
        SignedNote now = log.checkpoint();
        return now.checkpoint().origin().equals(origin) ? lost(witness, log, now, known) : Optional.empty();
    }

    private static Optional<Lost> lost(
            Policy.Witness witness, LogReader log, SignedNote note, Optional<SignedNote> known) throws IOException {
        Optional<String> loss = known.isPresent() ? loss(log, note, known.get()) : Optional.empty();
        return loss.map(why -> new Lost(witness.name(), why, note, known.orElseThrow()));
    }

    private static Lost gravest(List<Lost> lost) throws NoteFormatException {
        Lost gravest = lost.getFirst();
        for (Lost other : lost) {
            if (Long.compareUnsigned(size(other.seen()), size(gravest.seen())) > 0) {
                gravest = other;
            }
        }
        return gravest;
    }

    private static long size(SignedNote note) throws NoteFormatException {
        return note.checkpoint().size();
    }

    private static Optional<SignedNote> known(Policy.Witness witness, String origin, Policy policy) throws IOException {
        String url = witness.url().orElseThrow(() -> new IOException("the policy has no address of it"));
        Optional<SignedNote> note = newest(url, origin);
        if (note.isPresent()
                && !(isSigned(note.get(), List.of(witness.key())) && isSigned(note.get(), policy.logKeys()))) {
            throw new IOException("it answered a checkpoint that it or the log did not sign");
        }
        return note;
    }

    private static boolean isSigned(SignedNote note, Collection<VerifierKey> keys) {
        return note.check(keys) instanceof NoteCheck.Signed;
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
