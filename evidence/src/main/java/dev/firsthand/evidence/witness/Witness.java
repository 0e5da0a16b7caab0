package dev.firsthand.evidence.witness;

import dev.firsthand.evidence.log.LogFiles;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.merkle.Consistency;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.NoteSignature;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Remembers the newest checkpoint of each log that it was told of. Checking against it and putting the new one in
/// its place is one step, durable before anybody gets a signature.
public final class Witness {
    /// Refused checkpoints that are kept for each log, as evidence; a fork is proven by one.
    static final int REFUSED_MAX = 100;

    private static final String CHECKPOINT = "checkpoint";
    private static final String REFUSED = "refused";

    /// As many again that only may be of a fork.
    private static final String UNPROVEN = "unproven";

    private final LogFiles files;
    private final List<VerifierKey> logs;
    private final List<SigningKey> keys;
    private final InstantSource clock;

    /// `logs` are the keys of the logs that are watched; a key's name is its log's origin. `keys` are the witness's
    /// own.
    public Witness(LogFiles files, List<VerifierKey> logs, List<SigningKey> keys, InstantSource clock) {
        if (keys.isEmpty()
                || keys.stream().anyMatch(key -> !key.verifier().kind().isTimed())) {
            throw new IllegalArgumentException("a witness signs with keys of cosignatures, and has one");
        }
        this.files = files;
        this.logs = List.copyOf(logs);
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    /// What was seen of one log.
    public record Seen(
            String origin, Optional<SignedNote> checkpoint, Optional<Instant> at, int refused, int unproven) {}

    public WitnessAnswer add(byte[] body) throws IOException {
        AddCheckpoint call;
        try {
            call = AddCheckpoint.parse(body);
        } catch (NoteFormatException e) {
            return new WitnessAnswer.Malformed(e.why());
        }
        List<VerifierKey> known = keysOf(call.checkpoint().origin());
        if (known.isEmpty()) {
            return new WitnessAnswer.UnknownLog();
        }
        if (!(call.note().check(known) instanceof NoteCheck.Signed(var by))) {
            return new WitnessAnswer.Unsigned();
        }
        if (Long.compareUnsigned(call.oldSize(), call.checkpoint().size()) > 0) {
            return new WitnessAnswer.Malformed("the old size is above that of the checkpoint");
        }
        return checkAndStore(call, body);
    }

    /// Takes a checkpoint that was found where the log is served, and asks its tiles for the proof. Nothing is
    /// signed again that was signed before. One that is older than what was seen is kept, as forks are.
    WitnessAnswer follow(SignedNote note, LogReader log) throws IOException {
        Checkpoint checkpoint = note.checkpoint();
        String origin = checkpoint.origin();
        List<VerifierKey> known = keysOf(origin);
        if (known.isEmpty()) {
            return new WitnessAnswer.UnknownLog();
        }
        if (!(note.check(known) instanceof NoteCheck.Signed)) {
            return new WitnessAnswer.Unsigned();
        }
        Optional<SignedNote> newest = newest(origin);
        if (newest.isPresent() && newest.get().text().equals(note.text())) {
            return new WitnessAnswer.Cosigned(List.of());
        }
        long seen = newest.isPresent() ? newest.get().checkpoint().size() : 0;
        if (Long.compareUnsigned(seen, checkpoint.size()) > 0) {
            keepRefused(origin, REFUSED, new AddCheckpoint(seen, List.of(), note, checkpoint).bytes());
            return new WitnessAnswer.OtherSize(seen);
        }
        if (checkpoint.size() < 0) { // unsigned: no log has so many
            keepRefused(origin, REFUSED, new AddCheckpoint(seen, List.of(), note, checkpoint).bytes());
            return new WitnessAnswer.Inconsistent(
                    "no log has %s entries".formatted(Long.toUnsignedString(checkpoint.size())));
        }
        List<TreeHash> proof = log.proofs(checkpoint.size()).consistency(seen, checkpoint.size());
        var call = new AddCheckpoint(seen, proof, note, checkpoint);
        WitnessAnswer answer = checkAndStore(call, call.bytes());
        if (answer instanceof WitnessAnswer.Inconsistent && seen != checkpoint.size()) {
            keepRefused(origin, REFUSED, call.bytes()); // the log's own tiles do not prove it
        }
        return answer;
    }

    private synchronized WitnessAnswer checkAndStore(AddCheckpoint call, byte[] body) throws IOException {
        String origin = call.checkpoint().origin();
        Optional<SignedNote> newest = newest(origin);
        Tree older = newest.isPresent() ? tree(newest.get().checkpoint()) : new Tree(0, TreeHash.EMPTY_ROOT);
        if (older.size() != call.oldSize()) {
            return new WitnessAnswer.OtherSize(older.size());
        }
        if (!hasGrown(older, tree(call.checkpoint()), call.proof())) {
            // Anybody can send a checkpoint of ours with a proof of nothing. Of two for one size one is a lie.
            keepRefused(origin, older.size() == call.checkpoint().size() ? REFUSED : UNPROVEN, body);
            return new WitnessAnswer.Inconsistent("the checkpoint is not proven to have grown from size %s"
                    .formatted(Long.toUnsignedString(older.size())));
        }
        Instant now = clock.instant();
        List<NoteSignature> signatures =
                keys.stream().map(key -> key.sign(call.checkpoint(), now)).toList();
        // Only what was checked is served on.
        var stored = new SignedNote(call.note().text(), call.note().signaturesOf(keysOf(origin)));
        files.put(Map.of(path(origin, CHECKPOINT), stored.with(signatures).bytes()));
        return new WitnessAnswer.Cosigned(signatures);
    }

    private static boolean hasGrown(Tree older, Tree newer, List<TreeHash> proof) {
        if (older.size() == 0) {
            return proof.isEmpty() && newer.isPossible();
        }
        return Consistency.holds(older, newer, proof);
    }

    /// The newest cosigned checkpoint of a log by the hash of its origin.
    Optional<byte[]> checkpoint(String originHash) throws IOException {
        return origins().stream().anyMatch(origin -> hash(origin).equals(originHash))
                ? files.read(originHash + "/" + CHECKPOINT)
                : Optional.empty();
    }

    public synchronized List<Seen> seen() throws IOException {
        var seen = new ArrayList<Seen>();
        for (String origin : origins()) {
            Optional<SignedNote> newest = newest(origin);
            int refused = files.list(path(origin, REFUSED)).size();
            int unproven = files.list(path(origin, UNPROVEN)).size();
            seen.add(new Seen(origin, newest, newest.flatMap(this::time), refused, unproven));
        }
        return List.copyOf(seen);
    }

    public List<VerifierKey> verifiers() {
        return keys.stream().map(SigningKey::verifier).toList();
    }

    private Optional<Instant> time(SignedNote note) {
        return note.check(verifiers()) instanceof NoteCheck.Signed(var by)
                ? by.getFirst().time()
                : Optional.empty();
    }

    private List<String> origins() {
        return logs.stream().map(VerifierKey::name).distinct().sorted().toList();
    }

    private List<VerifierKey> keysOf(String origin) {
        return logs.stream().filter(key -> key.name().equals(origin)).toList();
    }

    private Optional<SignedNote> newest(String origin) throws IOException {
        Optional<byte[]> stored = files.read(path(origin, CHECKPOINT));
        return stored.isPresent() ? Optional.of(SignedNote.parse(stored.get())) : Optional.empty();
    }

    private synchronized void keepRefused(String origin, String as, byte[] body) throws IOException {
        int kept = files.list(path(origin, as)).size();
        if (kept < REFUSED_MAX) {
            files.put(Map.of("%s/%03d".formatted(path(origin, as), kept), body));
        }
    }

    private static Tree tree(Checkpoint checkpoint) {
        return new Tree(checkpoint.size(), TreeHash.ofBase64(checkpoint.root()).orElseThrow());
    }

    private static String path(String origin, String name) {
        return hash(origin) + "/" + name;
    }

    static String hash(String origin) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
