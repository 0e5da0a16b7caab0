package dev.firsthand.app.release;

import dev.firsthand.app.page.Page;
import dev.firsthand.app.release.RecallPages.Call;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.recall.Ground;
import dev.firsthand.engine.recall.RecallCause;
import dev.firsthand.engine.recall.RecallProgress;
import dev.firsthand.engine.recall.Recalls;
import dev.firsthand.engine.staff.StaffMember;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An operator calls an episode back, for what a person may not decide by a withdrawal alone.
final class CallPages {
    private static final List<Ground> GROUNDS = List.of(Ground.MINOR, Ground.BYSTANDER, Ground.QUALITY, Ground.COURT);

    private final ReleaseRooms rooms;

    CallPages(ReleaseRooms rooms) {
        this.rooms = rooms;
    }

    Call form(Context context) {
        return new Call(
                GROUNDS.stream().map(Enum::name).toList(),
                Optional.ofNullable(context.queryParam("episode")).orElse(""),
                Page.queried(context, "called").flatMap(this::progress));
    }

    private Optional<RecallProgress> progress(UUID cause) {
        Recalls recalls = rooms.recalling().recalls();
        return rooms.database()
                .inTransaction(
                        tx -> recalls.isCause(tx, cause) ? Optional.of(recalls.progress(tx, cause)) : Optional.empty());
    }

    void call(StaffMember operator, Context context) {
        EpisodeId episode = episode(Page.field(context, "episode"));
        Ground ground = GROUNDS.stream()
                .filter(one -> one.name().equals(Page.field(context, "ground")))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("recall-ground-missing", "Choose why it is called back.")
                        .at("ground"));
        if (!Page.field(context, "sure").equals("yes")) {
            throw Refusal.badRequest("recall-not-confirmed", "Tick the box if you mean it: this cannot be undone.")
                    .at("sure");
        }
        var cause = new RecallCause(UUID.randomUUID(), ground);
        rooms.database()
                .inTransactionDo(tx -> rooms.recalling().calls().call(tx, cause, List.of(episode), operator.id()));
        Page.goTo(context, "/desk/recalls?called=" + cause.id());
    }

    /// By its name, or by the address of its page.
    private EpisodeId episode(String typed) {
        try {
            var episode = new EpisodeId(UUID.fromString(typed.substring(typed.lastIndexOf('/') + 1)));
            if (rooms.database()
                    .inTransaction(tx -> rooms.episodes().find(tx, episode))
                    .isPresent()) {
                return episode;
            }
        } catch (IllegalArgumentException malformed) {
            // no name of ours: answered like one that is not there
        }
        throw Refusal.badRequest(
                        "recall-episode-unknown",
                        "There is no such episode. Copy the address of its page and try again.")
                .at("episode");
    }
}
