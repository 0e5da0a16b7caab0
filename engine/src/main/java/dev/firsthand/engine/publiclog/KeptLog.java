package dev.firsthand.engine.publiclog;

import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSource;
import dev.firsthand.evidence.log.PaddingKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.util.List;

/// A log of this installation, to be read: the one that is written, or one that has ended.
public record KeptLog(int number, String origin, LogSource source, Keys keys) {
    /// All that ever signed the log, those that statements are signed by, and the one that opens padding.
    public record Keys(List<VerifierKey> log, StatementKeys statements, PaddingKey padding) {
        public Keys {
            log = List.copyOf(log);
        }
    }

    public LogReader reader() {
        return new LogReader(source);
    }

    TrustedKeys trusted() {
        return keys.statements().trust();
    }
}
