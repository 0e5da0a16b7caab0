package dev.firsthand.app.review;

import dev.firsthand.app.view.FindingView;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.review.Reason;
import dev.firsthand.recording.video.ContactSheet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What the page of one waiting recording shows. `waiting` counts it too, unless it is looked at again: then
/// `seen` is what somebody saw in it. `drawn`: the pictures are a drawing of how a body moved.
public record Waiting(int waiting, Set<Visible> seen, boolean drawn, int sheets, List<FindingView> findings) {
    public Waiting {
        seen = Collections.unmodifiableSet(new TreeSet<>(seen));
        findings = List.copyOf(findings);
    }

    /// Seconds on one page of pictures, unless it is the only one.
    public int secondsPerSheet() {
        return ContactSheet.TILES;
    }

    /// The width and height of each picture: the size of a page tells how many are in it.
    public int tilePixels() {
        return ContactSheet.TILE_PIXELS;
    }

    public List<Visible> choices() {
        return List.of(Visible.values());
    }

    public List<Reason> reasons() {
        return List.of(Reason.values());
    }

    /// How many parts can be named.
    public int parts() {
        return ReviewForm.PARTS;
    }
}
