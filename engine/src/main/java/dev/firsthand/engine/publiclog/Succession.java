package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.store.PrivateFiles;
import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.log.HandOver;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSource;
import dev.firsthand.evidence.log.Padding;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One log after the other: when one has to end, what the next one is called, and how that begins.
record Succession(LogFolders folders, LogKeyring keyring, InstantSource clock) {
    private static final List<String> PADDING_TYPES = List.of("att", "consent");

    /// The name of the log in the folder of the current one, or of the very first.
    String current() throws IOException {
        if (!LogFolders.hasLog(folders.current())) {
            if (folders.number() > 1) {
                throw new IOException("%s holds no log, although others ended before it: put it back from your backup."
                        .formatted(folders.current()));
            }
            return keyring.first();
        }
        String origin = origin(folders.current());
        if (!keyring.has(origin)) {
            throw new IOException(
                    "The keys of the log %s are not there: put them back from your backup.".formatted(origin));
        }
        return origin;
    }

    private static String origin(Path folder) throws IOException {
        return new LogReader(DirectoryLogFiles.reader(folder))
                .checkpoint()
                .checkpoint()
                .origin();
    }

    /// All logs, oldest first, the current one last.
    List<KeptLog> logs() throws IOException {
        var logs = new ArrayList<KeptLog>();
        int last = folders.number();
        for (int number = 1; number < last; number++) {
            if (LogFolders.hasLog(folders.ended(number))) {
                logs.add(kept(number, origin(folders.ended(number)), folders.ended(number)));
            }
        }
        logs.add(kept(last, current(), folders.current()));
        return logs;
    }

    private KeptLog kept(int number, String origin, Path folder) throws IOException {
        LogSource source = DirectoryLogFiles.reader(folder);
        var keys = new KeptLog.Keys(keyring.verifiers(origin), keyring.statements(), keyring.padding(origin));
        return new KeptLog(number, origin, source, keys);
    }

    /// A log ends with the year in its name; the first one, which has none there, with the year in which it signed
    /// last.
    /// (Killed in the moment of its end, that one may have signed in the new year: then it lives a year longer.)
    boolean isOver(Checkpoint newest, Optional<Instant> signed) {
        int year = LogOrigin.year(newest.origin())
                .orElseGet(() -> signed.map(at -> day(at).getYear()).orElse(Integer.MAX_VALUE));
        return newest.size() > 0 && year < day(clock.instant()).getYear();
    }

    /// Whether the first day of the year is over.
    boolean isFirstDayOver() {
        return day(clock.instant()).getDayOfYear() > 1;
    }

    /// The keys of the log that would go on now.
    LogKeys next() throws IOException {
        return keyring.of(origin(day(clock.instant()).getYear()));
    }

    /// In December, the name of next year's log; its keys are made, so that witnesses can be told of them in time.
    private Optional<String> announced() throws IOException {
        LocalDate today = day(clock.instant());
        if (today.getMonth() != Month.DECEMBER) {
            return Optional.empty();
        }
        String next = origin(today.getYear() + 1);
        if (!keyring.has(next)) {
            keyring.of(next);
        }
        return Optional.of(next);
    }

    /// The lines of a policy file: keys that sign now, those of logs that have ended, and in December those of the
    /// log that goes on with the new year.
    String policyLines(LogKeys current) throws IOException {
        var lines = new StringBuilder(current.signer(clock).policyLines());
        for (KeptLog log : logs()) {
            if (!log.origin().equals(current.origin())) {
                add(lines, log.keys().log());
            }
        }
        Optional<String> announced = announced();
        if (announced.isPresent()) {
            add(lines, keyring.verifiers(announced.get()));
        }
        return lines.toString();
    }

    private static void add(StringBuilder lines, List<VerifierKey> keys) {
        keys.forEach(key -> lines.append("log ").append(key.text()).append('\n'));
    }

    private String origin(int year) throws IOException {
        List<String> taken = logs().stream().map(KeptLog::origin).toList();
        return LogOrigin.next(taken.getLast(), year, taken);
    }

    /// Makes the next log ready, with this hand-over as its first entry, and puts it into the place of the current
    /// one.
    void begin(HandOver handOver, LogKeys next) throws IOException {
        PrivateFiles.folder(folders.next());
        try (var files = DirectoryLogFiles.openForWriting(folders.next())) {
            var _ = Sequencer.openAfter(handOver, files, next.signer(clock), padding(next));
        }
        folders.advance();
    }

    static Padding padding(LogKeys keys) {
        return Padding.keyed(PADDING_TYPES, keys.padding());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
