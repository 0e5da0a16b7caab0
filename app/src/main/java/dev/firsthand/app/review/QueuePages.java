package dev.firsthand.app.review;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.FindingView;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.privacy.PrivacyState;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.review.JtequeueGenerated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Recordings that wait for a person's eyes: one picture a second, one question, one key for the answer. "Nothing is
/// visible" also accepts the whole recording; cutting out spans is done through the API.
public final class QueuePages {
    private final ReviewRooms rooms;

    public QueuePages(ReviewRooms rooms) {
        this.rooms = rooms;
    }

    public void addTo(RoutesConfig routes, DeskGuard guard) {
        routes.get("/desk/queue", guard.of(Role.REVIEWER, this::next));
        routes.get("/desk/queue/{episode}", guard.of(Role.REVIEWER, this::show));
        routes.post("/desk/queue/{episode}", guard.of(Role.REVIEWER, this::answer));
        routes.get("/desk/queue/{episode}/sheets/{page}", guard.of(Role.REVIEWER, this::sheet));
        routes.get("/desk/queue/{episode}/video", guard.of(Role.REVIEWER, this::video));
    }

    void next(StaffMember member, Context context) {
        Optional<EpisodeId> oldest = rooms.database().inTransaction(rooms.privacy()::awaitingAnswer).stream()
                .findFirst();
        if (oldest.isEmpty()) {
            Page.problem(context, 200, Texts.of(context).say("queue.empty"));
            return;
        }
        Page.goTo(context, "/desk/queue/" + oldest.get().value());
    }

    void show(StaffMember member, Context context) {
        Scrubbed scrubbed = waiting(context);
        List<FindingView> findings =
                scrubbed.checked().findings().stream().map(FindingView::of).toList();
        List<String> choices =
                Arrays.stream(Visible.values()).map(Visible::name).toList();
        int sheets = scrubbed.view().contactSheets().size();
        var frame = DeskGuard.frame(context, "queue.title");
        Page.show(
                context,
                output -> JtequeueGenerated.render(output, null, frame, context.path(), sheets, findings, choices));
    }

    void answer(StaffMember member, Context context) {
        EpisodeId episode = new EpisodeId(Page.id(context, "episode"));
        PrivacyAnswer answer = answer(context);
        rooms.database().inTransactionDo(tx -> keep(tx, member, episode, answer));
        Page.goTo(context, "/desk/queue");
    }

    /// Two reviewers at once: the second answer is refused, not silently put over the first.
    private void keep(Tx tx, StaffMember member, EpisodeId episode, PrivacyAnswer answer) {
        PrivacyState state = rooms.privacy().findForAnswer(tx, episode).orElseThrow(Refusal.missing());
        if (!(state instanceof PrivacyState.Waiting)) {
            throw Refusal.conflict(
                    "privacy-answered", "Somebody else has just answered this one. Go on with the next.");
        }
        rooms.privacy().answer(tx, member.id(), episode, answer);
        if (answer instanceof PrivacyAnswer.NothingVisible) {
            rooms.reviews().acceptWhole(tx, member.id(), episode, List.of());
        }
    }

    private static PrivacyAnswer answer(Context context) {
        if ("nothing".equals(context.formParam("answer"))) {
            return new PrivacyAnswer.NothingVisible();
        }
        Set<Visible> seen = Arrays.stream(Visible.values())
                .filter(visible -> context.formParams("visible").contains(visible.name()))
                .collect(Collectors.toUnmodifiableSet());
        if (seen.isEmpty()) {
            throw Refusal.badRequest("visible-missing", "Say what is visible, or that nothing is.");
        }
        return new PrivacyAnswer.SomethingVisible(seen);
    }

    void sheet(StaffMember member, Context context) throws IOException {
        Scrubbed scrubbed = waiting(context);
        List<ObjectId> sheets = scrubbed.view().contactSheets();
        int page = context.pathParam("page").matches("[0-9]{1,6}") ? Integer.parseInt(context.pathParam("page")) : -1;
        if (page < 0 || page >= sheets.size()) {
            throw Refusal.missing().get();
        }
        rooms.bytes().send(context, scrubbed.checked().episode(), sheets.get(page), "image/jpeg");
    }

    void video(StaffMember member, Context context) throws IOException {
        Scrubbed scrubbed = waiting(context);
        rooms.bytes()
                .send(context, scrubbed.checked().episode(), scrubbed.view().proxy(), "video/mp4");
    }

    private Scrubbed waiting(Context context) {
        EpisodeId episode = new EpisodeId(Page.id(context, "episode"));
        PrivacyState state = rooms.database()
                .inTransaction(tx -> rooms.privacy().find(tx, episode))
                .orElseThrow(Refusal.missing());
        return switch (state) {
            case PrivacyState.Waiting(var scrubbed) -> scrubbed;
            case PrivacyState.Open open -> throw answered();
            case PrivacyState.Quarantined quarantined -> throw answered();
        };
    }

    private static Refusal answered() {
        return Refusal.conflict("privacy-answered", "This recording has its answer already. Go on with the next.");
    }
}
