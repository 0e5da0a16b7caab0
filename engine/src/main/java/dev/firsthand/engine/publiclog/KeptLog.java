package dev.firsthand.engine.publiclog;

import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSource;
import dev.firsthand.evidence.log.PaddingKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.util.List;

/// A log of this installation, to be read: the one that is written, or one that has ended. `keys` are all that ever
/// signed it.
public record KeptLog(int number, String origin, LogSource source, List<VerifierKey> keys, PaddingKey padding) {
    public KeptLog {
        keys = List.copyOf(keys);
    }

    public LogReader reader() {
        return new LogReader(source);
    }
}
