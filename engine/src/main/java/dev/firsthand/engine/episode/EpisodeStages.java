package dev.firsthand.engine.episode;

import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.store.Tx;
import java.util.UUID;

/// Where later rooms say what has become of an episode, in the transaction of the fact, so that lists and counts need
/// not ask every room.
public final class EpisodeStages {
    private EpisodeStages() {}

    /// Its findings are there.
    public static void checked(Tx tx, EpisodeId episode) {
        reached(tx, episode, SessionStage.REDACTING);
    }

    /// Its view is there to be looked at.
    public static void redacted(Tx tx, EpisodeId episode) {
        reached(tx, episode, SessionStage.LOOK);
    }

    /// Nothing private was seen, or nobody need look.
    public static void cleared(Tx tx, EpisodeId episode) {
        reached(tx, episode, SessionStage.REVIEW);
    }

    public static void quarantined(Tx tx, EpisodeId episode) {
        reached(tx, episode, SessionStage.QUARANTINED);
    }

    /// A person said which spans are accepted.
    public static void reviewed(Tx tx, EpisodeId episode) {
        reached(tx, episode, SessionStage.REVIEWED);
    }

    private static void reached(Tx tx, EpisodeId episode, SessionStage stage) {
        tx.sql()
                .createQuery("select session from episode where id = :id")
                .bind("id", episode.value())
                .mapTo(UUID.class)
                .findOne()
                .ifPresent(session -> Capture.reached(tx, new SessionId(session), stage));
    }
}
