package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.recording.video.GridSpec;
import java.util.Optional;

/// What an operator asks for. `line` names the row of versions that this release continues; without a grid the
/// release takes 30 frames a second and a size that fits its episodes.
public record ReleaseRequest(
        String line, ReleaseKind kind, HolderId holder, Optional<GridSpec> grid, ReleaseFilter filter) {
    public ReleaseRequest {
        if (!line.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "a release line is 1 to 40 of a-z, 0-9 and -, starting with a letter: " + line);
        }
    }

    /// For everything that may be in a release, on the usual grid.
    public static ReleaseRequest forAll(String line, ReleaseKind kind, HolderId holder) {
        return new ReleaseRequest(line, kind, holder, Optional.empty(), ReleaseFilter.ALL);
    }
}
