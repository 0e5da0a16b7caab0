package dev.firsthand.evidence.note;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which logs somebody trusts and which witnesses must have cosigned: a policy file of c2sp.org/tlog-policy.
public final class Policy {
    /// Below a country, labels under which many have a domain of their own.
    private static final Set<String> SHARED = Set.of("ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org");

    private final List<LogLine> logs;
    private final Map<String, Witness> witnesses;
    private final Quorum quorum;

    Policy(List<LogLine> logs, Map<String, Witness> witnesses, Quorum quorum) {
        this.logs = List.copyOf(logs);
        this.witnesses = new LinkedHashMap<>(witnesses);
        this.quorum = quorum;
    }

    /// A log that is trusted; where it answers, if anybody wrote that down.
    public record LogLine(VerifierKey key, Optional<String> url) {}

    /// A witness by the name that the policy gives it.
    public record Witness(String name, VerifierKey key, Optional<String> url) {}

    /// How many of which witnesses and groups are enough.
    record Quorum(int needed, List<String> witnesses, List<Quorum> groups) {
        static final Quorum NONE = new Quorum(0, List.of(), List.of());

        boolean isMetBy(Collection<String> cosigned) {
            long met = witnesses.stream().filter(cosigned::contains).count()
                    + groups.stream().filter(group -> group.isMetBy(cosigned)).count();
            return met >= needed;
        }
    }

    public static Policy parse(byte[] file) throws NoteFormatException {
        return new PolicyReader().read(file);
    }

    public List<VerifierKey> logKeys() {
        return logs.stream().map(LogLine::key).toList();
    }

    public List<LogLine> logs() {
        return logs;
    }

    public List<Witness> witnesses() {
        return List.copyOf(witnesses.values());
    }

    /// Whether this policy takes the note for a checkpoint of a log that it trusts.
    public PolicyVerdict judge(SignedNote note) {
        List<VerifierKey> keys = Stream.concat(
                        logs.stream().map(LogLine::key),
                        witnesses.values().stream().map(Witness::key))
                .toList();
        return switch (note.check(keys)) {
            case NoteCheck.Forged(var claimed) ->
                new PolicyVerdict.Refused("a signature that claims to be of %s is not".formatted(claimed));
            case NoteCheck.Unsigned() -> new PolicyVerdict.Refused("no key of the policy signed the checkpoint");
            case NoteCheck.Signed(var by) -> judge(note, by);
        };
    }

    private PolicyVerdict judge(SignedNote note, List<NoteCheck.By> by) {
        Checkpoint checkpoint;
        try {
            checkpoint = note.checkpoint();
        } catch (NoteFormatException e) {
            return new PolicyVerdict.Refused(e.why());
        }
        boolean isOfLog = by.stream()
                .map(NoteCheck.By::key)
                .anyMatch(key -> logKeys().contains(key) && key.name().equals(checkpoint.origin()));
        if (!isOfLog) {
            return new PolicyVerdict.Refused("no log of the policy signed the checkpoint of " + checkpoint.origin());
        }
        var cosigned = new TreeMap<String, Instant>();
        for (Witness witness : witnesses.values()) {
            by.stream()
                    .filter(one -> one.key().equals(witness.key()))
                    .flatMap(one -> one.time().stream())
                    .forEach(time -> cosigned.merge(witness.name(), time, Policy::later));
        }
        return quorum.isMetBy(cosigned.keySet())
                ? new PolicyVerdict.Accepted(checkpoint, cosigned)
                : new PolicyVerdict.Refused("the witnesses %s cosigned, which the policy's quorum does not accept"
                        .formatted(new ArrayList<>(cosigned.keySet())));
    }

    /// The names of the keys of those who cosigned and are not of the operator: one for each domain, however many
    /// hosts and keys it has, not that of the log's origin, and none without a domain. None where the note
    /// is refused.
    public List<String> independentWitnesses(SignedNote note) {
        if (!(judge(note) instanceof PolicyVerdict.Accepted(var checkpoint, var cosigned))) {
            return List.of();
        }
        var byDomain = new TreeMap<String, String>();
        cosigned.keySet().stream()
                .flatMap(name -> Stream.ofNullable(witnesses.get(name)))
                .map(witness -> witness.key().name())
                .filter(name -> host(name).contains(".") && !host(name).matches("[0-9.]+"))
                .sorted()
                .forEach(name -> byDomain.putIfAbsent(domain(host(name)), name));
        byDomain.remove(domain(host(checkpoint.origin())));
        return byDomain.values().stream().sorted().toList();
    }

    private static String host(String name) {
        return name.split("[/:]", 2)[0].toLowerCase(Locale.ROOT).replaceFirst("\\.+$", "");
    }

    /// What the hosts of one operator end with: `example.org` of `log.eu.example.org`, `union.co.uk` of
    /// `w.union.co.uk`.
    private static String domain(String host) {
        String[] labels = host.split("\\.", -1);
        int last = labels.length - 1;
        boolean isShared = last > 1 && labels[last].length() == 2 && SHARED.contains(labels[last - 1]);
        return String.join(".", List.of(labels).subList(Math.max(0, last - (isShared ? 2 : 1)), labels.length));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
