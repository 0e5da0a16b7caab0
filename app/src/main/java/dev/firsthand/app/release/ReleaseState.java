package dev.firsthand.app.release;

import dev.firsthand.app.view.RunViews;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.release.Releases.Listed;

/// How far a release is. The row makes it true: it is published from then on, whatever its run still does.
public enum ReleaseState {
    WORKING,
    PUBLISHED,
    FAILED;

    public static ReleaseState of(Listed release, RunViews runs) {
        if (release.published().isPresent()) {
            return PUBLISHED;
        }
        boolean failed = runs.newest(release.requested().id().value())
                .map(run -> run.state() == RunState.FAILED)
                .orElse(false);
        return failed ? FAILED : WORKING;
    }
}
