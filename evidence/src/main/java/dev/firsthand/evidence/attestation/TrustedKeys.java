package dev.firsthand.evidence.attestation;

import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may state which steps, and when: the keys file of `docs/formats/evidence.md`.
public final class TrustedKeys {
    private static final String FIRST_LINE = "firsthand-keys/1";
    private static final int BYTES_MAX = 1 << 20;
    private static final int THRESHOLD_MAX = 999;

    private final List<Trusted> keys;
    private final Map<Step, Integer> thresholds;

    private TrustedKeys(List<Trusted> keys, Map<Step, Integer> thresholds) {
        this.keys = List.copyOf(keys);
        this.thresholds = new EnumMap<>(thresholds);
    }

    /// One key: valid from a time until another, for some steps, and for entries of the log before an index, which
    /// is how a key that was lost is taken back without believing the times that its thief writes.
    record Trusted(VerifierKey key, Set<Step> steps, Instant from, Instant until, long before) {
        Trusted {
            steps = Set.copyOf(steps);
        }

        boolean covers(Step step, Instant at, long index) {
            return steps.contains(step)
                    && !at.isBefore(from)
                    && at.isBefore(until)
                    && Long.compareUnsigned(index, before) < 0;
        }
    }

    public static TrustedKeys parse(byte[] file) throws NoteFormatException {
        String[] lines = new String(file, StandardCharsets.UTF_8).split("\n", -1);
        if (file.length > BYTES_MAX || !lines[0].equals(FIRST_LINE)) {
            throw new NoteFormatException("a keys file begins with the line " + FIRST_LINE);
        }
        var keys = new ArrayList<Trusted>();
        var thresholds = new EnumMap<Step, Integer>(Step.class);
        for (int i = 1; i < lines.length; i++) {
            List<String> words = Arrays.stream(lines[i].split(" ", -1))
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (words.isEmpty() || words.getFirst().startsWith("#")) {
                continue;
            }
            readLine(words, i + 1, keys, thresholds);
        }
        return new TrustedKeys(keys, thresholds);
    }

    private static void readLine(List<String> words, int line, List<Trusted> keys, Map<Step, Integer> thresholds)
            throws NoteFormatException {
        try {
            if (words.getFirst().equals("key") && (words.size() == 5 || words.size() == 6)) {
                Trusted trusted = key(words);
                if (keys.stream().anyMatch(other -> other.key().isSameKey(trusted.key()))) {
                    throw new NoteFormatException("the same key stands twice");
                }
                keys.add(trusted);
            } else if (words.getFirst().equals("threshold") && words.size() == 3) {
                thresholds.put(step(words.get(1)), threshold(words.get(2)));
            } else {
                throw new NoteFormatException(
                        "a line reads `key <vkey> <steps> <from> <until> [<before index>]` or `threshold <step> <count>`");
            }
        } catch (NoteFormatException e) {
            throw new NoteFormatException("keys, line %d: %s".formatted(line, e.why()));
        } catch (DateTimeException | NumberFormatException e) {
            throw new NoteFormatException("keys, line %d: no time or number".formatted(line));
        }
    }

    private static Trusted key(List<String> words) throws NoteFormatException {
        var steps = EnumSet.noneOf(Step.class);
        for (String name : words.get(2).split(",", -1)) {
            steps.add(step(name));
        }
        Instant until = words.get(4).equals("-") ? Instant.MAX : Instant.parse(words.get(4));
        long before = words.size() == 6 ? Long.parseUnsignedLong(words.get(5)) : -1;
        return new Trusted(VerifierKey.parse(words.get(1)), steps, Instant.parse(words.get(3)), until, before);
    }

    /// Nobody is believed without a signature.
    private static int threshold(String count) throws NoteFormatException {
        int keys = Integer.parseInt(count);
        if (keys < 1 || keys > THRESHOLD_MAX) {
            throw new NoteFormatException("a threshold is 1 to %d keys, not %s".formatted(THRESHOLD_MAX, count));
        }
        return keys;
    }

    private static Step step(String name) throws NoteFormatException {
        return Step.ofWireName(name).orElseThrow(() -> new NoteFormatException("`%s` is no step".formatted(name)));
    }

    /// Opens an envelope that stands in the log at this index: first the signatures, then the statement, then
    /// whether enough of those who signed were allowed to say that at that time.
    public EnvelopeCheck open(Envelope envelope, long index) {
        List<VerifierKey> signers =
                envelope.signers(keys.stream().map(Trusted::key).toList());
        if (signers.isEmpty()) {
            return new EnvelopeCheck.Refused("no trusted key signed this statement");
        }
        if (!envelope.isStatement()) {
            return new EnvelopeCheck.Refused("the payload is no in-toto statement");
        }
        try {
            return judge(Statement.parse(envelope.payload()), signers, index);
        } catch (JsonFormatException e) {
            return new EnvelopeCheck.Refused("a signed payload is no statement: " + e.why());
        }
    }

    private EnvelopeCheck judge(Statement statement, List<VerifierKey> signers, long index) {
        List<VerifierKey> allowed = signers.stream()
                .filter(signer -> trusted(signer)
                        .filter(key -> key.covers(statement.step(), statement.at(), index))
                        .isPresent())
                .toList();
        int needed = thresholds.getOrDefault(statement.step(), 1);
        return allowed.size() >= needed
                ? new EnvelopeCheck.Verified(statement, allowed)
                : new EnvelopeCheck.Refused("%d of the %d keys that must sign were valid for `%s` at %s"
                        .formatted(allowed.size(), needed, statement.step().wireName(), statement.at()));
    }

    private Optional<Trusted> trusted(VerifierKey signer) {
        return keys.stream().filter(key -> key.key().equals(signer)).findFirst();
    }
}
