package dev.firsthand.engine.episode;

import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.contributor.ContributorId;
import java.util.UUID;

/// Where an episode comes from, and so on what right it is kept.
public sealed interface Origin {
    /// A contributor recorded it, under the grant that was in force when the capture was finished.
    record Recorded(SessionId session, ContributorId contributor, UUID grant) implements Origin {}

    /// Somebody else recorded it; it was taken in under the licence named here. No door takes such material in yet.
    record Imported(String source, String licence) implements Origin {}
}
