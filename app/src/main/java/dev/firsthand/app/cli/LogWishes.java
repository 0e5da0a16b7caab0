package dev.firsthand.app.cli;

import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.publiclog.KeptLog;
import dev.firsthand.engine.publiclog.PublicLog;
import dev.firsthand.engine.publiclog.Samples;
import dev.firsthand.evidence.audit.Challenge;
import dev.firsthand.evidence.command.Arguments;
import dev.firsthand.evidence.command.Caller;
import dev.firsthand.evidence.command.Printable;
import dev.firsthand.evidence.command.WrongUseException;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.VerifierKey;
import dev.firsthand.evidence.proof.KeptCheckpoints;
import dev.firsthand.evidence.witness.LawfulRestore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What somebody typed behind `firsthand log`, read before the log is opened: whatever is typed wrongly is refused
/// first.
record LogWishes(Caller caller, Arguments arguments, InstantSource clock) {
    static final String ACCEPT_LOSS = "--accept-loss";

    private static final int DAYS = 30;
    private static final int DAYS_MAX = 366;
    private static final long CHALLENGE_BYTES_MAX = 1 << 20;

    /// Done once the log is open; gives the exit code.
    interface Wish {
        int of(LogKeeping.AtRest log) throws IOException;
    }

    Wish rotate() throws WrongUseException {
        nothingElse();
        int days = arguments.number("--days", DAYS);
        if (days < 1 || days > DAYS_MAX) {
            throw new WrongUseException("old keys go on signing for 1 to %d days, not %d".formatted(DAYS_MAX, days));
        }
        return log -> {
            Instant ends = clock.instant().plus(Duration.ofDays(days));
            List<VerifierKey> old = log.evidence().log().keys().verifiers();
            log.evidence().log().rotate(ends);
            log.evidence().witnesses().publish();
            say(
                    "New keys sign beside the old ones, which end on %s. Publish their fingerprints, and send the new policy.txt to witnesses and holders before that day. Statements are signed by a new key from now on: send keys.txt to whoever checks them."
                            .formatted(ends));
            log.evidence().log().keys().verifiers().stream()
                    .filter(key -> !old.contains(key))
                    .forEach(this::sayKey);
            return 0;
        };
    }

    Wish handOver() throws WrongUseException {
        nothingElse();
        String reason = arguments.required("--reason");
        return log -> {
            if (mayGoOn(log.evidence()).isEmpty()) {
                return 1;
            }
            log.evidence().log().commit();
            log.evidence().witnesses().round(); // the last checkpoint is signed by whoever can
            return goOn(log.evidence(), reason);
        };
    }

    Wish restore() throws WrongUseException {
        nothingElse();
        String reason = arguments.option("--reason").orElse("an older state was put back");
        return log -> goOn(log.evidence(), reason);
    }

    private int goOn(Evidence evidence, String reason) throws IOException {
        Optional<LawfulRestore.MayBegin> allowed = mayGoOn(evidence);
        if (allowed.isEmpty()) {
            return 1;
        }
        if (evidence.witnesses().standing().isEmpty()) {
            warn("No witness was asked, because witnesses.txt names none: nobody can tell whether entries are lost.");
        }
        PublicLog log = evidence.log();
        String ended = log.keys().origin();
        try {
            log.goOn(allowed.get(), reason);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        int placed = log.commit();
        evidence.witnesses().publish();
        say("%s has ended and goes on as %s; %d entries were put into it."
                .formatted(ended, log.keys().origin(), placed));
        say(
                "Publish the fingerprints of its keys, and send policy.txt to your witnesses: until they know the new keys, none signs.");
        log.keys().verifiers().forEach(this::sayKey);
        return 0;
    }

    private Optional<LawfulRestore.MayBegin> mayGoOn(Evidence evidence) throws IOException {
        return switch (evidence.witnesses().mayGoOn()) {
            case LawfulRestore.MayBegin may -> Optional.of(may);
            case LawfulRestore.Lost lost
            when arguments.has(ACCEPT_LOSS) -> {
                warn("Entries are lost, as %s knows: %s. The new log says so for good."
                        .formatted(lost.witness(), lost.why()));
                yield Optional.of(lost.accepted());
            }
            case LawfulRestore.Lost lost -> {
                warn(
                        "Nothing was changed. Entries would be lost, as %s knows: %s. Put back a newer state of the log's folder, and try again. Only where there is none left: give --accept-loss, and the new log says for good that they are lost."
                                .formatted(lost.witness(), lost.why()));
                yield Optional.empty();
            }
            case LawfulRestore.Unanswered(var witnesses) -> {
                warn(
                        "Nothing was changed: whether entries would be lost is not known. Try again when these witnesses answer, or take one that is gone for good out of witnesses.txt: %s"
                                .formatted(String.join("; ", witnesses)));
                yield Optional.empty();
            }
        };
    }

    Wish prune() throws WrongUseException {
        nothingElse();
        String before = arguments.required("--before");
        long index = index(before);
        Optional<String> origin = arguments.option("--log");
        return log -> {
            KeptLog pruned = kept(log.evidence().log(), origin);
            long size = pruned.reader().checkpoint().checkpoint().size();
            if (index < 0 || index > size) {
                throw new IOException("index %d lies outside a log of %d".formatted(index, size));
            }
            Optional<Long> awaited = log.evidence().samples().firstAwaited(pruned);
            if (awaited.isPresent() && awaited.get() < index) {
                warn(
                        "Nothing was taken away: entry %d is asked for by a challenge that is not yet over. Answer it first, or prune below it."
                                .formatted(awaited.get()));
                return 1;
            }
            long first = log.evidence().log().prune(pruned, index);
            say("%s keeps its entries from %d on.".formatted(pruned.origin(), first));
            return 0;
        };
    }

    private static long index(String text) throws WrongUseException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new WrongUseException("behind --before belongs an index, not `%s`".formatted(text));
        }
    }

    private static KeptLog kept(PublicLog log, Optional<String> origin) throws IOException {
        List<KeptLog> logs = log.logs();
        String wanted = origin.orElse(logs.getLast().origin());
        return logs.stream()
                .filter(one -> one.origin().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no log %s here, but %s"
                        .formatted(
                                wanted,
                                String.join(
                                        ", ", logs.stream().map(KeptLog::origin).toList()))));
    }

    Wish audit() throws WrongUseException {
        nothingElse();
        List<String> kept = arguments.options("--checkpoint");
        return log -> {
            List<KeptLog> logs = log.evidence().log().logs();
            var notes = new ArrayList<SignedNote>();
            for (String place : kept) {
                notes.addAll(isAddress(place) ? ofWitness(place, logs) : KeptCheckpoints.of(Path.of(place)));
            }
            if (notes.isEmpty()) {
                warn(
                        "Without --checkpoint, an older state of database and log together is not found out: give a receipt, or the address of a witness.");
            }
            return new LogAuditReport(this::say).of(log, logs, notes) ? 0 : 1;
        };
    }

    private static boolean isAddress(String place) {
        return place.startsWith("http://") || place.startsWith("https://");
    }

    private static List<SignedNote> ofWitness(String address, List<KeptLog> logs) throws IOException {
        var notes = new ArrayList<SignedNote>();
        for (KeptLog log : logs) {
            LawfulRestore.newest(address, log.origin()).ifPresent(notes::add);
        }
        if (notes.isEmpty()) {
            throw new IOException("%s has seen no log of this installation".formatted(address));
        }
        return notes;
    }

    Wish answer() throws WrongUseException, IOException {
        if (arguments.rest().size() != 1) {
            throw new WrongUseException("give one CHALLENGE and --out FILE; --help says more");
        }
        Challenge challenge = challenge(Arguments.path(arguments.rest().getFirst()));
        Path out = Arguments.path(arguments.required("--out"));
        if (Files.exists(out)) {
            throw new WrongUseException("%s is there already: give another with --out".formatted(out));
        }
        return log -> {
            Samples.Given given;
            try (OutputStream file = Files.newOutputStream(out, StandardOpenOption.CREATE_NEW)) {
                given = log.evidence().samples().answer(challenge, file);
            }
            say(
                    "%d of %d entries are opened in %s. It holds ids of people: send it to the auditor alone. What opened is told at /log/samples."
                            .formatted(given.opened(), given.asked(), out));
            if (given.opened() < given.asked()) {
                warn("%d could not be opened, and are told as missing from %s on."
                        .formatted(
                                given.asked() - given.opened(), challenge.due().plusDays(1)));
                return 3;
            }
            return 0;
        };
    }

    private static Challenge challenge(Path file) throws IOException, WrongUseException {
        if (Files.size(file) > CHALLENGE_BYTES_MAX) {
            throw new WrongUseException("%s is too long for a challenge".formatted(file));
        }
        try {
            return Challenge.parse(Files.readAllBytes(file));
        } catch (NoteFormatException e) {
            throw new WrongUseException("%s is no challenge: %s".formatted(file, e.why()));
        }
    }

    private void nothingElse() throws WrongUseException {
        if (!arguments.rest().isEmpty()) {
            throw new WrongUseException("%s belongs to nothing; --help says more".formatted(arguments.rest()));
        }
    }

    private void sayKey(VerifierKey key) {
        say("%s, SHA-256 %s".formatted(key, key.fingerprint()));
    }

    private void say(String line) {
        caller.out().println(Printable.of(line));
    }

    private void warn(String line) {
        caller.err().println(Printable.of(line));
    }
}
