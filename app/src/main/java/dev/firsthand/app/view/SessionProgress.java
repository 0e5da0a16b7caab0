package dev.firsthand.app.view;

import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionLine;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.episode.Episodes.Taken;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.privacy.PrivacyState;
import dev.firsthand.engine.quality.Checked;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What became of a contributor's session, told in one look.
public final class SessionProgress {
    private final Database database;
    private final Episodes episodes;
    private final Quality quality;
    private final Privacy privacy;
    private final RunViews runs;

    public SessionProgress(Database database, Episodes episodes, Quality quality, Privacy privacy, RunViews runs) {
        this.database = database;
        this.episodes = episodes;
        this.quality = quality;
        this.privacy = privacy;
        this.runs = runs;
    }

    /// `state`: FROZEN while somebody's request for removal waits for a decision; REMOVED when it was; RECORDING
    /// until the session is finished; WORKING while programs work; READY when people can look; QUARANTINED when a
    /// person saw something; REFUSED or FAILED with a `refusal`.
    public record View(
            String state,
            @Nullable UUID episode,
            @Nullable String stage,
            long done,
            long total,
            List<RunViews.Stage> stages,
            List<FindingView> findings,
            Refusal.@Nullable Answer refusal) {}

    public View of(Session session) {
        Optional<String> halted = Optional.ofNullable(halted(List.of(session)).get(session.id()));
        if (halted.isPresent()) {
            return new View(halted.get(), null, null, 0, 0, List.of(), List.of(), null);
        }
        if (session.finishedAt().isEmpty()) {
            return new View("RECORDING", null, null, 0, 0, List.of(), List.of(), null);
        }
        Optional<Taken> taken = database.inTransaction(tx -> episodes.ofSession(tx, session.id()));
        List<RunStatus> seen = new ArrayList<>();
        seen.addAll(runs.all(session.id().value()));
        taken.ifPresent(found -> seen.addAll(runs.all(found.episode().value())));
        List<RunViews.Stage> stages =
                seen.stream().flatMap(run -> RunViews.stages(run).stream()).toList();
        if (taken.flatMap(Taken::refusal).isPresent()) {
            Episodes.Refusal refusal = taken.flatMap(Taken::refusal).get();
            return ended("REFUSED", stages, new Refusal.Answer(refusal.code(), refusal.message()));
        }
        for (RunStatus run : seen) {
            if (run.state() == RunState.FAILED) {
                return ended("FAILED", stages, failure(run));
            }
        }
        return taken.flatMap(found -> looked(found, stages)).orElseGet(() -> working(seen, stages));
    }

    /// The states of many sessions, as [#of] tells them one by one, in a few queries.
    public Map<SessionId, String> states(Collection<Session> sessions) {
        List<SessionId> finished = sessions.stream()
                .filter(session -> session.finishedAt().isPresent())
                .map(Session::id)
                .toList();
        Map<SessionId, Taken> taken = database.inTransaction(tx -> episodes.ofSessions(tx, finished));
        Map<EpisodeId, PrivacyState> looked = database.inTransaction(tx ->
                privacy.find(tx, taken.values().stream().map(Taken::episode).toList()));
        Set<UUID> failed = runs.failed(Stream.concat(
                        finished.stream().map(SessionId::value),
                        taken.values().stream().map(one -> one.episode().value()))
                .toList());
        Map<SessionId, String> states = new HashMap<>();
        for (Session session : sessions) {
            states.put(
                    session.id(),
                    session.finishedAt().isEmpty()
                            ? "RECORDING"
                            : state(session.id(), Optional.ofNullable(taken.get(session.id())), looked, failed));
        }
        states.putAll(halted(sessions));
        return states;
    }

    /// Those that somebody asked to have removed.
    private Map<SessionId, String> halted(Collection<Session> sessions) {
        List<SessionId> ids = sessions.stream().map(Session::id).toList();
        return database.inTransaction(tx -> SessionList.find(tx, Freezes.frozen(tx, ids))).stream()
                .collect(Collectors.toMap(
                        SessionLine::id, line -> line.stage() == SessionStage.REMOVED ? "REMOVED" : "FROZEN"));
    }

    private static String state(
            SessionId session, Optional<Taken> taken, Map<EpisodeId, PrivacyState> looked, Set<UUID> failed) {
        if (taken.flatMap(Taken::refusal).isPresent()) {
            return "REFUSED";
        }
        if (failed.contains(session.value())
                || taken.filter(one -> failed.contains(one.episode().value())).isPresent()) {
            return "FAILED";
        }
        return taken.map(one -> looked.get(one.episode()))
                .map(state -> state instanceof PrivacyState.Quarantined ? "QUARANTINED" : "READY")
                .orElse("WORKING");
    }

    /// The session's episode, once its recording could be opened.
    public Optional<EpisodeId> episode(Tx tx, Session session) {
        return episodes.ofSession(tx, session.id())
                .filter(taken -> taken.refusal().isEmpty())
                .map(Taken::episode);
    }

    private Optional<View> looked(Taken taken, List<RunViews.Stage> stages) {
        return database.inTransaction(tx -> privacy.find(tx, taken.episode()).map(state -> {
            List<FindingView> findings =
                    quality.find(tx, taken.episode()).map(Checked::findings).orElse(List.of()).stream()
                            .map(FindingView::of)
                            .toList();
            String name = state instanceof PrivacyState.Quarantined ? "QUARANTINED" : "READY";
            return new View(name, taken.episode().value(), null, 1, 1, stages, findings, null);
        }));
    }

    private static View working(List<RunStatus> seen, List<RunViews.Stage> stages) {
        return seen.stream()
                .flatMap(run -> RunViews.current(run).stream())
                .reduce((first, last) -> last)
                .map(step -> new View(
                        "WORKING",
                        null,
                        step.name(),
                        step.progressDone(),
                        step.progressTotal(),
                        stages,
                        List.of(),
                        null))
                .orElseGet(() -> new View("WORKING", null, null, 0, 0, stages, List.of(), null));
    }

    private static View ended(String state, List<RunViews.Stage> stages, Refusal.Answer refusal) {
        return new View(state, null, null, 1, 1, stages, List.of(), refusal);
    }

    private static Refusal.Answer failure(RunStatus run) {
        return run.error()
                .map(error -> new Refusal.Answer(error.code(), error.message()))
                .orElseGet(() -> new Refusal.Answer(
                        "server-fault", "The server could not finish this. The operator has been told."));
    }
}
