package dev.firsthand.app.review;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.FindingView;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.message.Message;
import dev.firsthand.engine.privacy.LookWork;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.privacy.PrivacyState;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.engine.privacy.Turn;
import dev.firsthand.engine.review.Grounds;
import dev.firsthand.engine.review.Reviews.ReviewResult;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.streams.time.TimeSpan;
import gg.jte.generated.precompiled.review.JteemptyGenerated;
import gg.jte.generated.precompiled.review.JtequeueGenerated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Recordings that wait for a person's eyes: one picture a second, one question, one key for the answer.
public final class QueuePages {
    private static final Duration TOLD_AGAIN_AFTER = Duration.ofHours(6);

    private final ReviewRooms rooms;

    public QueuePages(ReviewRooms rooms) {
        this.rooms = rooms;
    }

    public void addTo(RoutesConfig routes, DeskGuard guard) {
        routes.get("/desk/queue", guard.of(Role.REVIEWER, this::next));
        routes.get("/desk/queue/{episode}", guard.of(Role.REVIEWER, this::show));
        routes.post("/desk/queue/{episode}", guard.form(Role.REVIEWER, this::answer, this::show));
        routes.get("/desk/queue/{episode}/sheets/{page}", guard.of(Role.REVIEWER, this::sheet));
        routes.get("/desk/queue/{episode}/video", guard.of(Role.REVIEWER, this::video));
    }

    private void next(StaffMember member, Context context) {
        Optional<EpisodeId> oldest =
                rooms.database().inTransaction(tx -> rooms.queue().next(tx, member.id()));
        if (oldest.isPresent()) {
            Page.goTo(context, "/desk/queue/" + oldest.get().value());
            return;
        }
        LookWork work = rooms.database().inTransaction(rooms.queue()::work);
        var frame = DeskGuard.frame(context, "queue.empty");
        Page.show(context, output -> JteemptyGenerated.render(output, null, frame, work));
    }

    private void show(StaffMember member, Context context) {
        EpisodeId episode = episode(context);
        Turn.Yours turn =
                yours(rooms.database().inTransaction(tx -> rooms.queue().look(tx, member, episode)));
        Scrubbed scrubbed = turn.scrubbed();
        Waiting waiting = new Waiting(
                rooms.database().inTransaction(rooms.queue()::waiting),
                turn.seen(),
                scrubbed.checked().episode().recording().film().isEmpty(),
                scrubbed.view().contactSheets().size(),
                scrubbed.checked().findings().stream().map(FindingView::of).toList());
        var frame = DeskGuard.frame(context, "queue.title");
        Page.show(context, output -> JtequeueGenerated.render(output, null, frame, context.path(), waiting));
    }

    private void answer(StaffMember member, Context context) {
        EpisodeId episode = episode(context);
        PrivacyAnswer answer = ReviewForm.answer(context);
        rooms.database().inTransactionDo(tx -> {
            rooms.removals().sightings().seen(tx, member.id(), episode, answer);
            Turn.Yours turn = yours(rooms.queue().answer(tx, member, episode, answer));
            boolean seen = answer instanceof PrivacyAnswer.SomethingVisible;
            if (seen || reviewed(tx, member, episode, turn, context)) {
                tell(tx, turn.scrubbed().checked().episode().owner(), context);
            }
        });
        Page.goTo(context, "/desk/queue");
    }

    /// What the first who looked accepted stands: a second look asks for eyes, not for another judgement, and
    /// this is false then.
    private boolean reviewed(Tx tx, StaffMember member, EpisodeId episode, Turn.Yours turn, Context context) {
        if (turn.seen().isEmpty() && rooms.reviews().decision(tx, episode).isPresent()) {
            return false;
        }
        Grounds grounds = ReviewForm.grounds(context);
        Optional<List<TimeSpan>> parts = ReviewForm.accepted(context);
        ReviewResult result = parts.isEmpty()
                ? rooms.reviews().acceptWhole(tx, member.id(), episode, grounds)
                : rooms.reviews().acceptSpans(tx, member.id(), episode, parts.get(), grounds);
        if (result instanceof ReviewResult.Refused(var code, var message)) {
            throw Refusal.badRequest(code, message);
        }
        return true;
    }

    /// Whoever gave an e-mail address hears that somebody has decided, once for many. What was decided stands
    /// on their page alone.
    private void tell(Tx tx, PersonId contributor, Context context) {
        if (rooms.outbox().wroteWithin(tx, contributor, Message.Kind.DECISION, TOLD_AGAIN_AFTER)) {
            return;
        }
        Texts texts = Texts.of(context);
        var words = Message.Words.of(
                Message.Kind.DECISION,
                texts.say("mail.decided-subject"),
                texts.say("mail.decided-text", Links.to(context, "/me")));
        rooms.outbox()
                .addresses()
                .of(tx, contributor)
                .ifPresent(address -> rooms.outbox().write(tx, contributor, address.reveal(), words));
    }

    private void sheet(StaffMember member, Context context) throws IOException {
        Scrubbed scrubbed = waiting(member, context);
        List<ObjectId> sheets = scrubbed.view().contactSheets();
        int page = context.pathParam("page").matches("[0-9]{1,6}") ? Integer.parseInt(context.pathParam("page")) : -1;
        if (page < 0 || page >= sheets.size()) {
            throw Refusal.missing().get();
        }
        rooms.bytes().send(context, scrubbed.checked().episode(), sheets.get(page), "image/jpeg");
    }

    private void video(StaffMember member, Context context) throws IOException {
        Scrubbed scrubbed = waiting(member, context);
        rooms.bytes()
                .send(context, scrubbed.checked().episode(), scrubbed.view().proxy(), "video/mp4");
    }

    private Scrubbed waiting(StaffMember member, Context context) {
        return rooms.database().inTransaction(tx -> waiting(tx, member, episode(context)));
    }

    private Scrubbed waiting(Tx tx, StaffMember member, EpisodeId episode) {
        PrivacyState state = rooms.privacy().find(tx, episode).orElseThrow(Refusal.missing());
        return switch (state) {
            case PrivacyState.Waiting(var scrubbed) -> scrubbed;
            case PrivacyState.SecondLook(var scrubbed) -> scrubbed;
            case PrivacyState.Open open -> throw answered();
            case PrivacyState.Quarantined(var scrubbed, var visible) -> {
                if (!rooms.privacy().mayLift(tx, member, episode)) {
                    throw answered();
                }
                yield scrubbed;
            }
        };
    }

    private static Turn.Yours yours(Optional<Turn> turn) {
        return switch (turn.orElseThrow(Refusal.missing())) {
            case Turn.Yours yours -> yours;
            case Turn.Refused(var code, var message) ->
                throw Refusal.conflict(code, message).at(code.equals("privacy-reason-missing") ? "lifting" : "");
            case Turn.Answered answered -> throw answered();
            case Turn.SomebodyElses other ->
                throw Refusal.conflict(
                        "privacy-taken", "Somebody else is looking at this one. Go on with the next in the queue.");
        };
    }

    private static Refusal answered() {
        return Refusal.conflict("privacy-answered", "This recording has its answer already. Go on with the next.");
    }

    private static EpisodeId episode(Context context) {
        return new EpisodeId(Page.id(context, "episode"));
    }
}
