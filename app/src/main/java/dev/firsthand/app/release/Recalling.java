package dev.firsthand.app.release;

import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.publiclog.PublicLog;
import dev.firsthand.engine.recall.DeskCalls;
import dev.firsthand.engine.recall.HolderContacts;
import dev.firsthand.engine.recall.RecallAnswers;
import dev.firsthand.engine.recall.RecallNotices;
import dev.firsthand.engine.recall.Recalls;
import dev.firsthand.engine.recall.Told;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.release.Releases.Listed;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Supersessions.Superseded;
import dev.firsthand.engine.store.Tx;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// What the doors need of recalls.
public record Recalling(
        DeskCalls calls,
        RecallNotices notices,
        RecallAnswers answers,
        HolderContacts contacts,
        PublicLog log,
        InstantSource clock) {
    /// A notice with the release that it is about, and the one that took its place.
    public record Shown(Told told, Listed release, Optional<Listed> successor) {
        public String name() {
            return CopyDoor.name(release);
        }
    }

    /// The keys by which notices are believed.
    byte[] keys() {
        return log.keys().trusted();
    }

    /// How far what was called back has come.
    public Recalls recalls() {
        return calls.recalls();
    }

    /// A notice of this holder; another's is not there.
    public Optional<Shown> find(Tx tx, Releases releases, UUID notice, Holder holder) {
        return notices.find(tx, notice, holder.id()).map(told -> shown(tx, releases, told));
    }

    Shown shown(Tx tx, Releases releases, Told told) {
        Requested requested = releases.find(tx, told.release()).orElseThrow();
        return new Shown(
                told,
                new Listed(requested, releases.published(tx, requested.id())),
                successor(tx, releases, requested));
    }

    /// What took the place of a release.
    static Optional<Listed> successor(Tx tx, Releases releases, Requested old) {
        return releases.supersessions()
                .superseded(tx, old.id())
                .flatMap(Superseded::successor)
                .flatMap(id -> releases.find(tx, id))
                .map(fresh -> new Listed(fresh, releases.published(tx, fresh.id())));
    }
}
