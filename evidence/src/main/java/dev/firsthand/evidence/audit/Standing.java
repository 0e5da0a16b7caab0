package dev.firsthand.evidence.audit;

import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSource;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.PolicyVerdict;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the newest checkpoint of a log says, and who signed it. `refused` says why the policy does not take it;
/// `signed` is the time of the log's own signature that has one, which only ML-DSA-44 has.
public record Standing(
        Checkpoint checkpoint,
        Optional<String> refused,
        Optional<Instant> signed,
        SortedMap<String, Instant> witnesses,
        List<String> independent) {
    public Standing {
        independent = List.copyOf(independent);
    }

    public static Standing of(LogSource log, Policy policy) throws IOException {
        SignedNote note = new LogReader(log).checkpoint();
        Checkpoint checkpoint = note.checkpoint();
        return switch (policy.judge(note)) {
            case PolicyVerdict.Refused(var why) ->
                new Standing(checkpoint, Optional.of(why), Optional.empty(), new TreeMap<>(), List.of());
            case PolicyVerdict.Accepted(var accepted, var witnesses) ->
                new Standing(
                        accepted,
                        Optional.empty(),
                        time(note, ofLog(policy, accepted.origin())),
                        witnesses,
                        policy.independentWitnesses(note));
        };
    }

    /// How old the checkpoint is.
    public Optional<Duration> age(Instant now) {
        return signed.map(at -> Duration.between(at, now));
    }

    private static List<VerifierKey> ofLog(Policy policy, String origin) {
        return policy.logKeys().stream()
                .filter(key -> key.name().equals(origin))
                .toList();
    }

    private static Optional<Instant> time(SignedNote note, List<VerifierKey> keys) {
        return note.check(keys) instanceof NoteCheck.Signed(var by)
                ? by.stream().flatMap(one -> one.time().stream()).max(Comparator.naturalOrder())
                : Optional.empty();
    }
}
