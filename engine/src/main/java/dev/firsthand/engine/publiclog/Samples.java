package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.provenance.Commitments;
import dev.firsthand.engine.provenance.Erasures;
import dev.firsthand.engine.provenance.LogPlace;
import dev.firsthand.engine.provenance.LogQueue;
import dev.firsthand.engine.provenance.SampleRows;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.audit.Answer;
import dev.firsthand.evidence.audit.Answers;
import dev.firsthand.evidence.audit.Challenge;
import dev.firsthand.evidence.log.HandOver;
import dev.firsthand.evidence.log.LogDamagedException;
import dev.firsthand.evidence.log.LogEntry;
import dev.firsthand.evidence.log.PaddingKey;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Opens the entries that chance picked, for the auditor who asked, and tells everybody which were opened in time.
/// What is told are indices and days; what was opened goes to the auditor alone.
public final class Samples {
    /// Challenges that are told of.
    private static final int TOLD_MAX = 100;

    private final Database database;
    private final Commitments commitments;
    private final PublicLog log;
    private final InstantSource clock;

    public Samples(Database database, Vault vault, PublicLog log, InstantSource clock) {
        this.database = database;
        this.commitments = new Commitments(vault);
        this.log = log;
        this.clock = clock;
    }

    /// How many entries were asked for, and how many of them are open now.
    public record Given(int asked, int opened) {}

    /// Writes an answer for each entry that opens, with the day on which it first did.
    public Given answer(Challenge challenge, OutputStream out) throws IOException {
        KeptLog asked = asked(challenge);
        SortedMap<Long, LocalDate> days = database.inTransaction(tx -> SampleRows.opened(tx, challenge));
        long size = challenge.checkpoint().size();
        var answers = Answers.begin(out);
        for (long index : challenge.entries()) {
            LocalDate day = days.getOrDefault(index, today());
            byte[] logged = entry(asked, index, size);
            Optional<Answer> answer =
                    database.inTransaction(tx -> open(tx, asked, index, logged)).map(opened -> opened.given(day));
            if (answer.isPresent()) {
                answers.add(answer.get());
            }
            if (answer.isPresent() || HandOver.isOne(logged)) {
                days.put(index, day);
            }
        }
        database.inTransactionDo(tx -> {
            SampleRows.keep(tx, challenge);
            SampleRows.open(tx, challenge, days);
        });
        return new Given(challenge.entries().size(), days.size());
    }

    private KeptLog asked(Challenge challenge) throws IOException {
        String origin = challenge.checkpoint().origin();
        return log.logs().stream()
                .filter(one -> one.origin().equals(origin)
                        && challenge.note().check(one.keys().log()) instanceof NoteCheck.Signed)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "The challenge was drawn from a checkpoint of %s that no log of this installation signed. Ask whoever sent it for the right one."
                                .formatted(origin)));
    }

    /// Nothing where it was pruned.
    private static byte[] entry(KeptLog log, long index, long size) throws IOException {
        try {
            return log.reader().entry(index, size);
        } catch (LogDamagedException gone) {
            return new byte[0];
        }
    }

    /// What opens an entry, before its day is known.
    private interface Opened {
        Answer given(LocalDate day);
    }

    private Optional<Opened> open(Tx tx, KeptLog asked, long index, byte[] logged) {
        var place = new LogPlace(asked.number(), index);
        byte[] seed = asked.keys().padding().seed(index);
        if (LogEntry.parse(logged)
                .filter(entry -> entry.equals(LogEntry.of(entry.type(), PaddingKey.commitment(seed))))
                .isPresent()) {
            String text = Base64.getEncoder().encodeToString(seed);
            return Optional.of(day -> new Answer.OfPadding(index, day, text));
        }
        return LogQueue.standingFor(tx, place, logged)
                .flatMap(row -> commitments
                        .open(tx, row)
                        .<Opened>map(document -> day -> new Answer.OfDocument(index, day, document))
                        .or(() -> Erasures.erased(tx, row.entry(), place)
                                .map(erased -> day -> new Answer.OfErased(index, day, erased))));
    }

    /// The first entry of a log that a challenge asks for whose last day is not over.
    public Optional<Long> firstAwaited(KeptLog asked) {
        return database.inTransaction(tx -> SampleRows.newest(tx, TOLD_MAX)).stream()
                .filter(challenge ->
                        challenge.checkpoint().origin().equals(asked.origin()) && !today().isAfter(challenge.due()))
                .flatMap(challenge -> challenge.entries().stream())
                .min(Comparator.naturalOrder());
    }

    /// What became of each entry that was ever asked for, in lines: `docs/formats/evidence.md` has their form.
    public byte[] told() {
        var text = new StringBuilder("firsthand-samples/1\n");
        database.inTransactionDo(tx -> SampleRows.newest(tx, TOLD_MAX)
                .forEach(challenge -> tell(challenge, SampleRows.opened(tx, challenge), text)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void tell(Challenge challenge, Map<Long, LocalDate> days, StringBuilder text) {
        Checkpoint drawnFrom = challenge.checkpoint();
        text.append("challenge %s of %s at %d due %s\n"
                .formatted(SampleRows.name(challenge), drawnFrom.origin(), drawnFrom.size(), challenge.due()));
        List<String> results = challenge.entries().stream()
                .map(index -> result(Optional.ofNullable(days.get(index)), challenge.due()))
                .toList();
        for (int i = 0; i < results.size(); i++) {
            text.append("entry %d %s\n".formatted(challenge.entries().get(i), results.get(i)));
        }
        text.append("asked %d".formatted(results.size()));
        for (String word : List.of("opened", "late", "missing", "awaited")) {
            text.append(" %s %d"
                    .formatted(
                            word,
                            results.stream()
                                    .filter(result -> result.startsWith(word))
                                    .count()));
        }
        text.append('\n');
    }

    private String result(Optional<LocalDate> opened, LocalDate due) {
        return opened.map(day -> (day.isAfter(due) ? "late " : "opened ") + day)
                .orElse(today().isAfter(due) ? "missing" : "awaited");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
