package dev.firsthand.evidence.log;

import java.io.IOException;
import java.util.Optional;

/// Where a reader finds the files of a log, by the paths of tlog-tiles.
public interface LogSource {
    String CHECKPOINT = "checkpoint";

    /// Says from where on entries are kept, where some were pruned.
    String PRUNED = "pruned";

    /// A whole file; empty when there is none.
    Optional<byte[]> read(String path) throws IOException;
}
