package dev.firsthand.evidence.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The files of a log for its one writer.
public interface LogFiles extends LogSource, Closeable {
    /// Puts all these files, new or in place of old ones. Durable when it returns. A crash meanwhile leaves any of
    /// them as they were and any as they should be, but none half written; readers may have seen any of them.
    void put(Map<String, byte[]> files) throws IOException;

    /// Names in a folder, sorted; none where there is no folder.
    List<String> list(String folder) throws IOException;

    /// Takes a file, or a folder of files, away if it is there. Not durable: a crash may bring it back.
    void remove(String path) throws IOException;
}
