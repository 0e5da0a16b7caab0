package dev.firsthand.app.release;

import dev.firsthand.app.view.RunViews;
import dev.firsthand.engine.release.Releases.Listed;

/// How far a release is. The row makes it true: it is published from then on, whatever its run still does.
public enum ReleaseState {
    WORKING,
    PUBLISHED,
    FAILED,
    /// It was to take the place of another, of which nothing was left, or a later one stood for it already.
    NOTHING_LEFT;

    public static ReleaseState of(Listed release, RunViews runs) {
        if (release.published().isPresent()) {
            return PUBLISHED;
        }
        return runs.newest(release.requested().id().value())
                .map(run -> switch (run.state()) {
                    case RUNNING -> WORKING;
                    case FAILED -> FAILED;
                    case DONE -> NOTHING_LEFT;
                })
                .orElse(WORKING);
    }
}
