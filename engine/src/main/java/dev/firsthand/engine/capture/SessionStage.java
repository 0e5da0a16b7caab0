package dev.firsthand.engine.capture;

import java.util.EnumSet;
import java.util.Set;

/// How far a session has come, in the order of the walk. Kept for lists and for what waits; what may be done with a
/// recording is asked of the rooms themselves.
public enum SessionStage {
    /// Takes uploads and steps.
    RECORDING,
    /// Finished; programs open the files.
    OPENING,
    /// The files could not be opened. Ends here.
    REFUSED,
    /// Programs measure it.
    CHECKING,
    /// Programs make the view without sound and metadata.
    REDACTING,
    /// Waits for a person who says whether something private can be seen.
    LOOK,
    /// Nothing private was seen; waits for a person who accepts what is good of it.
    REVIEW,
    /// A person saw something private. Ends here unless somebody looks again.
    QUARANTINED,
    /// A person said which spans are accepted.
    REVIEWED,
    /// Somebody who is in it asked for that. Its bytes are erased.
    REMOVED;

    /// Those in which there is an episode.
    public static Set<SessionStage> withEpisode() {
        return EnumSet.of(CHECKING, REDACTING, LOOK, REVIEW, QUARANTINED, REVIEWED);
    }

    /// Those in which somebody or something has still to act.
    public static Set<SessionStage> waiting() {
        return EnumSet.of(RECORDING, OPENING, CHECKING, REDACTING, LOOK, REVIEW);
    }
}
