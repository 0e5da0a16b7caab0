package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Decided;
import dev.firsthand.app.me.Shown.Judgement;
import dev.firsthand.app.me.Shown.Seen;
import dev.firsthand.app.me.Shown.Spent;
import dev.firsthand.app.page.Live;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.FindingView;
import dev.firsthand.app.view.Outcomes;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.app.view.SessionProgress;
import dev.firsthand.engine.capture.FinishResult;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.Step;
import dev.firsthand.engine.capture.StepResult;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.privacy.PrivacyState;
import dev.firsthand.engine.review.Decision;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.Task;
import gg.jte.generated.precompiled.me.JterecordingGenerated;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// A recording to send, the time that it took, and what became of it.
final class RecordingPages {
    /// What only the contributor knows; sending is measured here.
    private static final List<Step.Kind> STATED =
            List.of(Step.Kind.READING, Step.Kind.SETTING_UP, Step.Kind.RECORDING, Step.Kind.RETAKING);

    private final MyRooms rooms;
    private final Live live;
    private final Outcomes outcomes;

    RecordingPages(MyRooms rooms, Live live) {
        this.rooms = rooms;
        this.live = live;
        this.outcomes =
                new Outcomes(rooms.database(), rooms.tasks(), rooms.judged().labels(), rooms.progress());
    }

    void show(Contributor contributor, Context context) {
        Session session = own(contributor, context);
        SessionProgress.View view = rooms.progress().of(session);
        Texts texts = Texts.of(context);
        Task task = rooms.database()
                .inTransaction(tx -> rooms.tasks().find(tx, session.task()))
                .orElseThrow(Refusal.missing());
        List<Seen> findings =
                view.findings().stream().map(finding -> seen(finding, texts)).toList();
        Judgement judgement = rooms.database().inTransaction(tx -> judgement(tx, session, texts));
        List<Spent> spent =
                rooms.database().inTransaction(tx -> spent(rooms.capture().steps(tx, session.id())));
        boolean kept = rooms.database()
                        .inTransaction(tx -> rooms.consent().permit(tx, contributor.id(), Purpose.BIOMETRIC_TEMPLATE))
                instanceof PermitResult.Refused;
        var frame = MyPages.frame(context, "recording.title", task.text().sentence());
        Page.show(
                context,
                output -> JterecordingGenerated.render(
                        output,
                        null,
                        frame,
                        session,
                        view,
                        task,
                        findings,
                        judgement,
                        spent,
                        live(session, view),
                        kept));
    }

    /// What the page follows while programs work. The address changes once there is an episode, so that the browser
    /// asks again and from then on hears of that as well.
    private String live(Session session, SessionProgress.View view) {
        if (!view.state().equals("WORKING")) {
            return "";
        }
        String opened = episode(session).isPresent() ? "?opened" : "";
        return "/me/recordings/%s/live%s".formatted(session.id().value(), opened);
    }

    private Optional<EpisodeId> episode(Session session) {
        return rooms.database().inTransaction(tx -> rooms.progress().episode(tx, session));
    }

    /// Tells the open page of a recording what changed, as long as its contributor is signed in.
    void live(Contributor contributor, Context context) throws IOException {
        Session session = own(contributor, context);
        SecretToken token = SignInCookie.CONTRIBUTOR.read(context).orElseThrow(Refusal.missing());
        Set<UUID> about = new HashSet<>();
        about.add(session.id().value());
        episode(session).ifPresent(episode -> about.add(episode.value()));
        live.follow(
                context,
                about,
                () -> rooms.database()
                        .inTransaction(tx -> rooms.contributors().carrying(tx, token))
                        .isPresent());
    }

    /// The contributor's own word on the time; a figure stated again takes the place of the one before.
    void times(Contributor contributor, Context context) {
        Session session = own(contributor, context);
        keepTimes(contributor, session, context);
        goTo(context, session);
    }

    private void keepTimes(Contributor contributor, Session session, Context context) {
        rooms.database()
                .inTransactionDo(tx -> STATED.forEach(kind -> {
                    Optional<Duration> stated = minutes(Page.field(context, kind.name()));
                    stated.map(length -> rooms.capture().stateStep(tx, session.id(), contributor.id(), kind, length))
                            .ifPresent(result -> {
                                if (result instanceof StepResult.Refused(var code, var message)) {
                                    throw Refusal.conflict(code, message);
                                }
                            });
                }));
    }

    void finish(Contributor contributor, Context context) {
        Session session = own(contributor, context);
        if (session.finishedAt().isEmpty()) {
            keepTimes(contributor, session, context);
        }
        FinishResult result =
                rooms.database().inTransaction(tx -> rooms.capture().finish(tx, session.id(), contributor.id()));
        // Pressed twice, or again after the back button: it is finished, which is what was asked.
        if (result instanceof FinishResult.Refused(var code, var message) && !code.equals("session-finished")) {
            throw Refusal.conflict(code, message);
        }
        goTo(context, session);
    }

    void outcome(Contributor contributor, Context context) {
        Session session = own(contributor, context);
        String name = Page.field(context, "outcome");
        Outcome outcome = Arrays.stream(Outcome.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("outcome-missing", "Say how the task ended: choose one."));
        outcomes.state(session, outcome);
        goTo(context, session);
    }

    private static void goTo(Context context, Session session) {
        Page.goTo(
                context,
                "/me/recordings/%s?lang=%s"
                        .formatted(session.id().value(), Texts.of(context).language()));
    }

    private static Optional<Duration> minutes(String written) {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofMinutes(Math.clamp(Long.parseLong(written), 0, 24 * 60)));
        } catch (NumberFormatException notWhole) {
            throw Refusal.badRequest("minutes-invalid", "Write whole minutes, such as 5.");
        }
    }

    /// Their own recording; the page speaks their language from then on.
    private Session own(Contributor contributor, Context context) {
        Texts.speakConsent(context, contributor.language().reveal());
        SessionId id = new SessionId(Page.id(context, "session"));
        return rooms.database()
                .inTransaction(tx -> rooms.capture().find(tx, id, contributor.id()))
                .orElseThrow(Refusal.missing());
    }

    private Judgement judgement(Tx tx, Session session, Texts texts) {
        return rooms.progress()
                .episode(tx, session)
                .map(episode -> new Judgement(
                        rooms.judged()
                                .labels()
                                .label(tx, episode)
                                .map(label -> label.outcome().name()),
                        rooms.judged().reviews().decision(tx, episode).map(decision -> decided(decision, texts)),
                        rooms.judged().privacy().find(tx, episode).stream()
                                .flatMap(RecordingPages::visible)
                                .toList()))
                .orElse(Judgement.NONE);
    }

    private static Decided decided(Decision decision, Texts texts) {
        return new Decided(
                decision.acceptedSpans().stream()
                        .map(span -> texts.say(
                                "recording.accepted", Texts.clock(span.startNanos()), Texts.clock(span.endNanos())))
                        .toList(),
                decision.reasons().stream().map(Enum::name).sorted().toList());
    }

    private static Stream<String> visible(PrivacyState state) {
        return state instanceof PrivacyState.Quarantined(var scrubbed, var visible)
                ? visible.stream().map(Enum::name).sorted()
                : Stream.empty();
    }

    private static List<Spent> spent(List<Step> steps) {
        return Arrays.stream(Step.Kind.values())
                .map(kind -> new Spent(
                        kind.name(),
                        STATED.contains(kind),
                        steps.stream()
                                .filter(step -> step.kind() == kind)
                                .map(Step::length)
                                .reduce(Duration::plus)))
                .toList();
    }

    private static Seen seen(FindingView finding, Texts texts) {
        Optional<String> at = Optional.ofNullable(finding.startNanos())
                .flatMap(start -> Optional.ofNullable(finding.endNanos())
                        .map(end -> texts.say("recording.at", Texts.clock(start), Texts.clock(end))));
        return new Seen(finding.level(), texts.sayOr("finding." + finding.code(), finding.advice()), at);
    }
}
