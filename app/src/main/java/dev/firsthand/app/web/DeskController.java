package dev.firsthand.app.web;

import dev.firsthand.app.page.SealedDownload;
import dev.firsthand.app.view.FindingView;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.privacy.PrivacyResult;
import dev.firsthand.engine.privacy.PrivacyState;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.removal.Removals;
import dev.firsthand.engine.review.Grounds;
import dev.firsthand.engine.review.Reason;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.review.Reviews.ReviewResult;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.streams.time.TimeSpan;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What people of the desk look at and decide. They see the scrubbed view, never the raw bytes.
@Controller("/api/v1/desk")
final class DeskController {
    private final Database database;
    private final Access access;
    private final Privacy privacy;
    private final Reviews reviews;
    private final Removals removals;
    private final SealedDownload bytes;

    /// What an answer or a review reaches.
    record Judging(Privacy privacy, Reviews reviews, Removals removals) {}

    DeskController(Database database, Access access, Judging judging, SealedDownload bytes) {
        this.database = database;
        this.access = access;
        this.privacy = judging.privacy();
        this.reviews = judging.reviews();
        this.removals = judging.removals();
        this.bytes = bytes;
    }

    /// `drawn`: there is no film, and its pictures are a drawing of how a body moved.
    public record EpisodeView(
            UUID episode,
            String privacy,
            double seconds,
            boolean drawn,
            int contactSheets,
            List<FindingView> findings) {}

    /// `answer` is NOTHING_VISIBLE (with a `reason` where it lifts what somebody else saw), SOMETHING_VISIBLE (with
    /// `visible`) or NOT_LOOKED.
    public record PrivacyForm(
            String answer,
            @Nullable List<String> visible,
            @Nullable String reason) {}

    public record SpanForm(long startNanos, long endNanos) {}

    /// `whole` accepts the whole; otherwise `spans` says what is accepted, and none of them means nothing is.
    /// `reasons` say why not all: TOO_DARK, BLURRED, HANDS_OUT_OF_VIEW, OTHER_TASK, BROKEN_OFF, NOTHING_HAPPENS, or
    /// OTHER with a `note`.
    public record ReviewForm(
            boolean whole,
            @Nullable List<SpanForm> spans,
            @Nullable List<String> reasons,
            @Nullable String note) {}

    public record ReviewView(List<SpanForm> acceptedSpans) {}

    /// Episodes that wait for a person's answer to the privacy question, oldest first.
    @Get("/privacy")
    List<UUID> awaitingAnswer(Context context) {
        access.seeing(context, Role.REVIEWER);
        return database.inTransaction(privacy::awaitingAnswer).stream()
                .map(EpisodeId::value)
                .toList();
    }

    /// One episode with its findings.
    @Get("/episodes/{episode}")
    EpisodeView episode(UUID episode, Context context) {
        access.seeing(context, Role.REVIEWER);
        PrivacyState state = state(episode);
        Scrubbed scrubbed = state.scrubbed();
        return new EpisodeView(
                episode,
                privacyName(state),
                scrubbed.checked().episode().recording().span().length().toNanos() / 1e9,
                scrubbed.checked().episode().recording().film().isEmpty(),
                scrubbed.view().contactSheets().size(),
                scrubbed.checked().findings().stream().map(FindingView::of).toList());
    }

    /// A page of the contact sheet: one picture a second.
    @Get("/episodes/{episode}/sheets/{page}")
    void sheet(UUID episode, int page, Context context) throws IOException {
        access.reviewer(context);
        Scrubbed scrubbed = state(episode).scrubbed();
        List<ObjectId> sheets = scrubbed.view().contactSheets();
        if (page < 0 || page >= sheets.size()) {
            throw Refusal.missing().get();
        }
        bytes.send(context, scrubbed.checked().episode(), sheets.get(page), "image/jpeg");
    }

    /// The video for looking.
    @Get("/episodes/{episode}/proxy")
    void proxy(UUID episode, Context context) throws IOException {
        access.reviewer(context);
        Scrubbed scrubbed = state(episode).scrubbed();
        bytes.send(context, scrubbed.checked().episode(), scrubbed.view().proxy(), "video/mp4");
    }

    /// Answers the privacy question. What was seen stands until somebody else looked again and says why it may
    /// go on.
    @Post("/episodes/{episode}/privacy")
    void answer(UUID episode, PrivacyForm form, Context context) {
        StaffMember member = access.reviewer(context);
        PrivacyAnswer answer = answer(form);
        database.inTransactionDo(tx -> answer(tx, member, new EpisodeId(episode), answer));
    }

    private void answer(Tx tx, StaffMember member, EpisodeId episode, PrivacyAnswer answer) {
        removals.sightings().seen(tx, member.id(), episode, answer);
        switch (privacy.answer(tx, member, episode, answer)) {
            case PrivacyResult.Kept kept -> {}
            case PrivacyResult.NoView none -> throw Refusal.missing().get();
            case PrivacyResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        }
    }

    /// Says which spans of an episode are accepted.
    @Post("/episodes/{episode}/review")
    ReviewView review(UUID episode, ReviewForm form, Context context) {
        StaffMember member = access.reviewer(context);
        EpisodeId id = new EpisodeId(episode);
        Grounds grounds = grounds(form);
        ReviewResult result = database.inTransaction(tx -> form.whole()
                ? reviews.acceptWhole(tx, member.id(), id, grounds)
                : reviews.acceptSpans(tx, member.id(), id, spans(form), grounds));
        return switch (result) {
            case ReviewResult.Kept(var reviewed) ->
                new ReviewView(reviewed.acceptedSpans().stream()
                        .map(span -> new SpanForm(span.startNanos(), span.endNanos()))
                        .toList());
            case ReviewResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        };
    }

    private PrivacyState state(UUID episode) {
        return database.inTransaction(tx -> privacy.find(tx, new EpisodeId(episode)))
                .orElseThrow(Refusal.missing());
    }

    private static PrivacyAnswer answer(PrivacyForm form) {
        Set<Visible> visible = form.visible() == null
                ? Set.of()
                : form.visible().stream()
                        .map(name -> Forms.choice("visible", Visible.class, name))
                        .collect(Collectors.toUnmodifiableSet());
        return switch (Forms.text("answer", form.answer())) {
            case "NOTHING_VISIBLE" ->
                new PrivacyAnswer.NothingVisible(Personal.of(form.reason() == null ? "" : form.reason()));
            case "SOMETHING_VISIBLE" -> new PrivacyAnswer.SomethingVisible(visible);
            case "NOT_LOOKED" -> new PrivacyAnswer.NotLooked();
            default ->
                throw Refusal.badRequest(
                        "field-unknown-choice",
                        "The field 'answer' must be NOTHING_VISIBLE, SOMETHING_VISIBLE or NOT_LOOKED.");
        };
    }

    private static List<TimeSpan> spans(ReviewForm form) {
        return Forms.present("spans", form.spans()).stream()
                .map(span -> Forms.present("spans", span))
                .map(span -> new TimeSpan(span.startNanos(), span.endNanos()))
                .toList();
    }

    private static Grounds grounds(ReviewForm form) {
        List<String> reasons = form.reasons() == null ? List.of() : form.reasons();
        return new Grounds(
                reasons.stream()
                        .map(reason -> Forms.choice("reasons", Reason.class, reason))
                        .collect(Collectors.toUnmodifiableSet()),
                form.note() == null ? "" : form.note());
    }

    private static String privacyName(PrivacyState state) {
        return switch (state) {
            case PrivacyState.Waiting(var scrubbed) -> "waiting";
            case PrivacyState.SecondLook(var scrubbed) -> "second-look";
            case PrivacyState.Open(var scrubbed) -> scrubbed.level().wireName();
            case PrivacyState.Quarantined(var scrubbed, var visible) -> "quarantined";
        };
    }
}
