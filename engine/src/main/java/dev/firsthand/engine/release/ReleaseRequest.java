package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.holder.HolderId;

/// What an operator asks for. `line` names the row of versions that this release continues.
public record ReleaseRequest(String line, ReleaseKind kind, HolderId holder, ReleaseMedia media, ReleaseFilter filter) {
    public ReleaseRequest {
        if (!line.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "a release line is 1 to 40 of a-z, 0-9 and -, starting with a letter: " + line);
        }
    }

    /// For all pictures that may be in a release, on the usual grid.
    public static ReleaseRequest forAll(String line, ReleaseKind kind, HolderId holder) {
        return forAll(line, kind, holder, ReleaseMedia.Pictures.USUAL);
    }

    /// For everything of this kind that may be in a release.
    public static ReleaseRequest forAll(String line, ReleaseKind kind, HolderId holder, ReleaseMedia media) {
        return new ReleaseRequest(line, kind, holder, media, ReleaseFilter.ALL);
    }
}
