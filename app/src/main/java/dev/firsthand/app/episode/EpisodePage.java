package dev.firsthand.app.episode;

import dev.firsthand.app.episode.Shown.Known;
import dev.firsthand.app.episode.Shown.Plot;
import dev.firsthand.app.episode.Shown.Whole;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionLine;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.privacy.PrivacyState;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.engine.quality.Checked;
import dev.firsthand.engine.release.ContributorReleases;
import dev.firsthand.engine.review.Reviewed;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.episode.JteepisodeGenerated;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// One episode: what can be seen of it, what was measured, who did what to it.
final class EpisodePage {
    private final EpisodeRooms rooms;

    EpisodePage(EpisodeRooms rooms) {
        this.rooms = rooms;
    }

    void show(StaffMember member, Context context) {
        Texts texts = Texts.of(context);
        EpisodeId id = new EpisodeId(Page.id(context, "episode"));
        Found found = rooms.database().inTransaction(tx -> find(tx, id)).orElseThrow(Refusal.missing());
        List<RunStatus> runs = runs(found);
        Whole whole = rooms.database().inTransaction(tx -> whole(tx, found, runs, member, texts));
        Optional<Plot> plot = rooms.judged()
                .intervals()
                .find(found.episode())
                .filter(intervals -> intervals.frames() > 1)
                .map(intervals -> IntervalPlot.of(intervals, texts));
        var frame = DeskGuard.frame(context, "episode.title", whole.task());
        Page.show(context, output -> JteepisodeGenerated.render(output, null, frame, whole, plot.orElse(null)));
    }

    /// The redacted view. What a person saw something private in is shown to nobody any more.
    void video(StaffMember member, Context context) throws IOException {
        EpisodeId id = new EpisodeId(Page.id(context, "episode"));
        Scrubbed scrubbed = rooms.database()
                .inTransaction(tx -> view(rooms.judged(), tx, id))
                .orElseThrow(Refusal.missing());
        rooms.bytes()
                .send(context, scrubbed.checked().episode(), scrubbed.view().proxy(), "video/mp4");
    }

    /// The view that people of the desk may see.
    static Optional<Scrubbed> view(EpisodeRooms.Judged judged, Tx tx, EpisodeId id) {
        return judged.privacy().find(tx, id).flatMap(EpisodePage::visible);
    }

    private static Optional<Scrubbed> visible(PrivacyState state) {
        return switch (state) {
            case PrivacyState.Waiting(var scrubbed) -> Optional.of(scrubbed);
            case PrivacyState.SecondLook(var scrubbed) -> Optional.of(scrubbed);
            case PrivacyState.Open(var scrubbed) -> Optional.of(scrubbed);
            case PrivacyState.Quarantined quarantined -> Optional.empty();
        };
    }

    /// What the rooms know of the episode.
    private record Found(Episode episode, Session session, SessionLine line) {
        /// Whatever happens to one of them is told on the page.
        List<UUID> subjects() {
            return Stream.concat(
                            Stream.of(session.id().value(), episode.id().value()),
                            episode.recording().objects().stream().map(ObjectId::value))
                    .toList();
        }
    }

    private Optional<Found> find(Tx tx, EpisodeId id) {
        return rooms.recorded().episodes().find(tx, id).flatMap(episode -> {
            SessionId session =
                    rooms.recorded().episodes().sessions(tx, List.of(id)).get(id);
            return Optional.ofNullable(session)
                    .flatMap(known -> rooms.recorded().capture().find(tx, known))
                    .map(known -> new Found(
                            episode,
                            known,
                            SessionList.find(tx, List.of(known.id())).getFirst()));
        });
    }

    private List<RunStatus> runs(Found found) {
        Map<UUID, List<RunStatus>> runs = rooms.recorded().runs().all(found.subjects());
        List<RunStatus> all = new ArrayList<>();
        found.subjects().forEach(subject -> all.addAll(runs.getOrDefault(subject, List.of())));
        return all;
    }

    private Whole whole(Tx tx, Found found, List<RunStatus> runs, StaffMember member, Texts texts) {
        EpisodeId id = found.episode().id();
        var marks = new Marks(found.episode().recording().span().length().toNanos(), texts);
        var words = new RecordingWords(found.episode().recording(), texts);
        SessionStage stage = found.line().stage();
        boolean released = !ContributorReleases.held(tx, List.of(id)).isEmpty();
        boolean operator = member.role().covers(Role.OPERATOR);
        boolean readsStatements = member.role() != Role.REVIEWER;
        List<Known> about = new ArrayList<>(words.session(found.session()));
        about.addAll(words.shown());
        rooms.judged()
                .labels()
                .label(tx, id)
                .ifPresent(label -> about.add(new Known(
                        texts.say("episode.outcome"),
                        texts.say("outcome." + label.outcome().name()))));
        return new Whole(
                "/desk/episodes/" + id.value(),
                "/desk/live?about=%s&about=%s"
                        .formatted(id.value(), found.session().id().value()),
                rooms.recorded()
                        .tasks()
                        .find(tx, found.session().task())
                        .map(task -> task.text().sentence())
                        .orElse(""),
                texts.say("stage." + stage.name()),
                RunWords.fault(runs, texts).orElseGet(() -> ListPages.waits(stage, released, texts)),
                about,
                words.streams(),
                words.work(rooms.recorded().capture().steps(tx, found.session().id())),
                RunWords.steps(runs, texts),
                marks.findings(rooms.judged()
                        .quality()
                        .find(tx, id)
                        .map(Checked::findings)
                        .orElse(List.of())),
                marks.accepted(rooms.judged()
                        .reviews()
                        .find(tx, id)
                        .map(Reviewed::acceptedSpans)
                        .orElse(List.of())),
                new ChainOfFacts(rooms.facts(), texts).of(tx, found.subjects(), readsStatements),
                SignedSteps.of(rooms.facts().chains().newest(tx, id.value()), id, texts),
                member.role().covers(Role.REVIEWER)
                        && view(rooms.judged(), tx, id).isPresent(),
                found.episode().recording().film().isEmpty(),
                rooms.judged().privacy().mayLift(tx, member, id),
                operator && found.episode().recording().film().isPresent(),
                operator && found.episode().recording().motion().isPresent());
    }
}
