package dev.firsthand.app.cli;

import dev.firsthand.engine.publiclog.KeptLog;
import dev.firsthand.engine.publiclog.LogAudit;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Says what an audit of every log found, and against what each was held.
record LogAuditReport(Consumer<String> out) {
    /// Whether everything fits.
    boolean of(LogKeeping.AtRest data, List<KeptLog> logs, List<SignedNote> kept) throws IOException {
        boolean fits = true;
        Optional<KeptLog> before = Optional.empty();
        for (KeptLog log : logs) {
            var audit = new LogAudit(data.database(), data.vault(), log, before);
            fits &= tell(log, audit, of(log, kept));
            before = Optional.of(log);
        }
        for (SignedNote note : kept) {
            String origin = note.checkpoint().origin();
            if (logs.stream().noneMatch(log -> log.origin().equals(origin))) {
                out.accept("wrong      a checkpoint that was kept is of %s, which is no log of this installation"
                        .formatted(origin));
                fits = false;
            }
        }
        return fits;
    }

    private static List<SignedNote> of(KeptLog log, List<SignedNote> kept) throws IOException {
        var notes = new ArrayList<SignedNote>();
        for (SignedNote note : kept) {
            if (note.checkpoint().origin().equals(log.origin())) {
                notes.add(note);
            }
        }
        return notes;
    }

    private boolean tell(KeptLog log, LogAudit audit, List<SignedNote> kept) throws IOException {
        LogAudit.Report report = audit.check(kept);
        report.findings()
                .forEach(finding -> out.accept("wrong      %s%s".formatted(place(finding.index()), finding.what())));
        for (SignedNote note : kept) {
            out.accept("held       against a checkpoint of %d entries"
                    .formatted(note.checkpoint().size()));
        }
        if (!report.findings().isEmpty()) {
            out.accept("broken     %s: %d findings in %d entries"
                    .formatted(log.origin(), report.findings().size(), report.size()));
            return false;
        }
        out.accept("fits       %s: %d entries, each with its row; %d cannot be opened any more, as erasures say"
                .formatted(log.origin(), report.size(), report.erased()));
        return true;
    }

    private static String place(OptionalLong index) {
        return index.isPresent() ? "entry %d: ".formatted(index.getAsLong()) : "";
    }
}
