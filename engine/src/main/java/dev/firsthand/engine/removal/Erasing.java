package dev.firsthand.engine.removal;

import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionUpload;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes.Taken;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.privacy.LookQueue;
import dev.firsthand.engine.privacy.View;
import dev.firsthand.engine.release.Renderings;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// Erases the bytes of what is removed: uploads, what was taken out of them, views, rendered parts. It waits for
/// work that had opened them before they were frozen, so that nothing is made of them afterwards.
public final class Erasing {
    private static final int AT_ONCE_MAX = 100;

    private final Database database;
    private final RemovalRows rows;
    private final RemovalRooms.Recordings rooms;
    private final Jobs jobs;
    private final InstantSource clock;

    public Erasing(Database database, RemovalRooms rooms, Jobs jobs, InstantSource clock) {
        this.database = database;
        this.rows = new RemovalRows(rooms.onRecord().columns());
        this.rooms = rooms.recordings();
        this.jobs = jobs;
        this.clock = clock;
    }

    /// Erases what can be erased now, and says of how many removals that was the last.
    public int round() {
        int done = 0;
        for (Removal removal : database.inTransaction(tx -> rows.toErase(tx, AT_ONCE_MAX))) {
            done += erase(removal) ? 1 : 0;
        }
        return done;
    }

    private boolean erase(Removal removal) {
        Collection<EpisodeId> episodes =
                database.inTransaction(tx -> rooms.episodes().ofSessions(tx, removal.sessions())).values().stream()
                        .map(Taken::episode)
                        .toList();
        if (working(removal.sessions(), episodes)) {
            return false;
        }
        database.inTransactionDo(tx -> {
            removal.sessions().forEach(session -> eraseUploads(tx, session));
            episodes.forEach(episode -> eraseEpisode(tx, episode));
            RemovalRows.erased(tx, removal.id(), clock.instant());
        });
        return true;
    }

    private boolean working(Collection<SessionId> sessions, Collection<EpisodeId> episodes) {
        Set<UUID> subjects = new HashSet<>();
        sessions.forEach(session -> subjects.add(session.value()));
        episodes.forEach(episode -> subjects.add(episode.value()));
        return jobs.ofSubjects(subjects).stream().anyMatch(run -> run.state() == RunState.RUNNING);
    }

    private void eraseUploads(Tx tx, SessionId session) {
        rooms.capture().find(tx, session).stream()
                .flatMap(found -> found.uploads().stream())
                .map(SessionUpload::object)
                .forEach(object -> rooms.custody().erase(tx, object));
    }

    private void eraseEpisode(Tx tx, EpisodeId episode) {
        LookQueue.drop(tx, episode);
        rooms.privacy()
                .find(tx, episode)
                .ifPresent(state -> eraseView(tx, state.scrubbed().view()));
        rooms.episodes().find(tx, episode).ifPresent(found -> {
            found.recording().objects().forEach(object -> rooms.custody().erase(tx, object));
        });
    }

    private void eraseView(Tx tx, View view) {
        Set<ObjectId> objects = new HashSet<>(view.contactSheets());
        objects.add(view.cleaned());
        objects.add(view.proxy());
        objects.addAll(Renderings.of(tx, view.cleaned()));
        objects.forEach(object -> rooms.custody().erase(tx, object));
    }
}
