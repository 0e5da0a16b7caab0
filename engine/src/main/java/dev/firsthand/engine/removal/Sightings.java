package dev.firsthand.engine.removal;

import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.EpisodeStages;
import dev.firsthand.engine.privacy.Doubt;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.removal.Removal.Declared;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What people of the desk see in recordings and must not be there. Somebody who must not be in it counts as if that
/// person had asked for removal, and so does whatever is seen in a recording that a copy holds: its copies wait until
/// another person has decided.
public final class Sightings {
    private final RemovalRooms.Recordings rooms;
    private final Removals removals;

    Sightings(RemovalRooms.Recordings rooms, Removals removals) {
        this.rooms = rooms;
        this.removals = removals;
    }

    /// Somebody says what can be seen in an episode. Call it before the answer is kept: whoever publishes locks in
    /// the same order.
    public void seen(Tx tx, StaffId by, EpisodeId episode, PrivacyAnswer answer) {
        if (answer instanceof PrivacyAnswer.SomethingVisible(var what)) {
            seen(tx, episode, new Declared(Visible.gravest(what), Optional.of(by)));
        }
    }

    /// What an earlier version let pass: recordings that were opened again by whoever had seen something, and
    /// copies of what was seen after it was published. Done again, it finds nothing new. Says in how many
    /// something stands.
    public int takeUp(Database database) {
        List<Doubt> doubts = database.inTransaction(Doubt::standing);
        doubts.forEach(doubt -> database.inTransactionDo(tx -> {
            seen(tx, doubt.episode(), new Declared(doubt.gravest(), Optional.of(doubt.by())));
            EpisodeStages.quarantined(tx, doubt.episode());
        }));
        return doubts.size();
    }

    private void seen(Tx tx, EpisodeId episode, Declared declared) {
        Optional.ofNullable(rooms.episodes().sessions(tx, List.of(episode)).get(episode))
                .filter(session -> declared.who().isPerson() || published(tx, session, episode))
                .filter(session -> !RemovalRows.said(tx, session, declared))
                .flatMap(session -> Removals.standing(tx, session))
                .ifPresent(line -> removals.begin(
                        tx,
                        removals.wanted(line.contributor(), Set.of(line.id()), Effect.FREEZES, Optional.of(declared))));
    }

    private boolean published(Tx tx, SessionId session, EpisodeId episode) {
        Freezes.holdBack(tx, Set.of(session));
        return rooms.recalls().reaches(tx, episode);
    }
}
