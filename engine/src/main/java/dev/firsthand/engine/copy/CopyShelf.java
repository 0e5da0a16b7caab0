package dev.firsthand.engine.copy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Finished, proven copies that were looked at lately: what is in one never changes, and a download asks again and
/// again.
public final class CopyShelf {
    private static final int COPIES_MAX = 8;

    private final Map<CopyId, CopyFiles> lately = new LinkedHashMap<>(COPIES_MAX, 0.75f, true);

    /// Forgets a copy that is no longer there.
    public void drop(CopyId copy) {
        synchronized (lately) {
            lately.remove(copy);
        }
    }

    /// The files of the copy that lies in this folder.
    public CopyFiles files(CopyId copy, Path folder, String name) throws IOException {
        synchronized (lately) {
            CopyFiles known = lately.get(copy);
            if (known != null) {
                return known;
            }
        }
        CopyFiles read = CopyFiles.read(folder, name);
        if (read.proof().isEmpty()) {
            return read; // its proof may come in a moment
        }
        synchronized (lately) {
            lately.put(copy, read);
            if (lately.size() > COPIES_MAX) {
                lately.remove(lately.keySet().iterator().next());
            }
        }
        return read;
    }
}
