package dev.firsthand.app.web;

import dev.firsthand.app.release.RecallDoor;
import dev.firsthand.app.release.Recalling.Shown;
import dev.firsthand.app.release.ReleaseRooms;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.recall.Ground;
import dev.firsthand.engine.recall.RecallCause;
import dev.firsthand.engine.recall.RecallProgress;
import dev.firsthand.engine.recall.Told;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Tx;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Recalls: operators call episodes back, holders fetch their notices and answer them.
@Controller("/api/v1/recalls")
final class RecallController {
    private static final int EPISODES_MAX = 10_000;

    private final Access access;
    private final ReleaseRooms rooms;
    private final RecallDoor door;

    RecallController(Access access, ReleaseRooms rooms) {
        this.access = access;
        this.rooms = rooms;
        this.door = new RecallDoor(rooms);
    }

    /// `ground` is BYSTANDER, MINOR, QUALITY or COURT: who withdraws calls back by that alone. The same `cause` sent
    /// again adds episodes to it.
    public record CallForm(
            @Nullable String cause,
            @Nullable String ground,
            @Nullable List<String> episodes) {}

    public record CauseView(UUID cause, RecallProgress progress) {}

    /// `successor` is the copy that took the place of `copy`, absent where nothing was left. `state` is NOTIFIED,
    /// ACKNOWLEDGED, OVERDUE or ESCALATED.
    public record RecallNoticeView(
            UUID notice,
            String name,
            UUID copy,
            @Nullable UUID successor,
            int items,
            String state,
            Instant toldAt,
            Instant answerBy) {}

    /// Calls episodes back from every holder. For operators.
    @Post
    CauseView call(CallForm form, Context context) {
        StaffMember operator = access.operator(context);
        Ground ground = Forms.choice("ground", Ground.class, form.ground());
        if (ground == Ground.WITHDRAWAL) {
            throw Refusal.badRequest(
                    "recall-ground-withdrawal",
                    "A withdrawal is the person's own, and calls back by itself. Choose the ground that is so.");
        }
        var cause = new RecallCause(form.cause() == null ? UUID.randomUUID() : Forms.id("cause", form.cause()), ground);
        List<EpisodeId> episodes = Stream.ofNullable(form.episodes())
                .flatMap(List::stream)
                .map(text -> new EpisodeId(Forms.id("episodes", text)))
                .toList();
        if (episodes.isEmpty() || episodes.size() > EPISODES_MAX) {
            throw Refusal.badRequest(
                    "field-malformed", "Name 1 to %d episodes to be called back.".formatted(EPISODES_MAX));
        }
        return rooms.database().inTransaction(tx -> {
            refuseUnknown(tx, episodes);
            rooms.recalling().calls().call(tx, cause, episodes, operator.id());
            return new CauseView(cause.id(), rooms.recalling().recalls().progress(tx, cause.id()));
        });
    }

    private void refuseUnknown(Tx tx, List<EpisodeId> episodes) {
        Set<EpisodeId> known = rooms.episodes().sessions(tx, episodes).keySet();
        episodes.stream()
                .filter(episode -> !known.contains(episode))
                .findFirst()
                .ifPresent(unknown -> {
                    throw Refusal.badRequest(
                            "recall-episode-unknown",
                            "There is no episode %s: it never was, or it is gone already. Leave it out."
                                    .formatted(unknown.value()));
                });
    }

    /// How far a cause has come. For operators.
    @Get("/causes/{cause}")
    CauseView progress(UUID cause, Context context) {
        access.seeing(context, Role.OPERATOR);
        return rooms.database().inTransaction(tx -> {
            if (!rooms.recalling().recalls().isCause(tx, cause)) {
                throw Refusal.missing().get();
            }
            return new CauseView(cause, rooms.recalling().recalls().progress(tx, cause));
        });
    }

    /// A holder's own notices, newest first.
    @Get
    List<RecallNoticeView> mine(Context context) {
        Holder holder = access.holder(context);
        return rooms.database()
                .inTransaction(tx -> rooms.recalling().notices().of(tx, holder.id()).stream()
                        .flatMap(told -> rooms.recalling().find(tx, rooms.releases(), told.id(), holder).stream())
                        .map(this::view)
                        .toList());
    }

    private RecallNoticeView view(Shown shown) {
        Told told = shown.told();
        return new RecallNoticeView(
                told.id(),
                shown.name(),
                shown.release().requested().copy().value(),
                shown.successor().map(fresh -> fresh.requested().copy().value()).orElse(null),
                told.items(),
                told.stateAt(rooms.recalling().clock().instant()).name(),
                told.at(),
                told.answerBy());
    }

    /// The signed notice, a DSSE envelope. For its holder.
    @Get("/{notice}/recall.json")
    void file(UUID notice, Context context) {
        door.send(context, door.find(notice, access.holder(context)));
    }

    /// By which the copy that was called back from verifies but for what was erased; there once something was.
    @Get("/{notice}/release.proof")
    void proof(UUID notice, Context context) throws IOException {
        door.sendProof(context, door.find(notice, access.holder(context)));
    }

    /// The signed answer, a DSSE envelope in the body. For the notice's holder.
    @Post("/{notice}/answer")
    void answer(UUID notice, Context context) {
        door.answer(door.find(notice, access.holder(context)), context.bodyAsBytes());
        context.status(204);
    }
}
