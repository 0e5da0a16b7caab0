package dev.firsthand.app.desk;

import dev.firsthand.app.page.Stuck;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.capture.SessionLine;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.job.StepError;
import dev.firsthand.engine.job.StepState;
import dev.firsthand.engine.job.StepStatus;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.upload.LyingUpload;
import dev.firsthand.engine.upload.Uploads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What does not go on by itself on the way of a recording: runs with faults, uploads and sessions that somebody left,
/// questions that nobody answered.
public final class StuckRecordings {
    private static final Duration LONG = Duration.ofDays(1);
    private static final int RUNS_MAX = 8;
    /// More of a kind are not counted on a page that everybody looks at.
    private static final int COUNTED_MAX = 200;

    private final Jobs jobs;
    private final Episodes episodes;
    private final Uploads uploads;
    private final InstantSource clock;

    public StuckRecordings(Jobs jobs, Episodes episodes, Uploads uploads, InstantSource clock) {
        this.jobs = jobs;
        this.episodes = episodes;
        this.uploads = uploads;
        this.clock = clock;
    }

    public List<Stuck.Kind> kinds() {
        return List.of(
                this::runs,
                (tx, texts) -> questions(tx, texts).stream().toList(),
                (tx, texts) -> lyingUploads(tx, texts).stream().toList(),
                (tx, texts) -> unfinished(tx, texts).stream().toList());
    }

    private List<Stuck> runs(Tx tx, Texts texts) {
        List<RunStatus> runs = new ArrayList<>(jobs.withFaults(tx, RUNS_MAX));
        runs.addAll(jobs.failed(tx, RUNS_MAX));
        Map<EpisodeId, ?> known = episodes.sessions(tx, subjects(runs));
        return runs.stream()
                .flatMap(run -> fault(run).stream().map(fault -> run(run, fault, texts, known.keySet())))
                .toList();
    }

    private static Collection<EpisodeId> subjects(List<RunStatus> runs) {
        return runs.stream().map(run -> new EpisodeId(run.subject())).toList();
    }

    private static Optional<StepError> fault(RunStatus run) {
        return run.error()
                .or(() -> run.steps().stream()
                        .filter(step -> step.state() != StepState.DONE)
                        .findFirst()
                        .flatMap(StepStatus::error));
    }

    private static Stuck run(RunStatus run, StepError fault, Texts texts, Set<EpisodeId> episodes) {
        boolean failed = run.ended().isPresent();
        String way = episodes.contains(new EpisodeId(run.subject())) ? "/desk/episodes/" + run.subject() : "";
        String next = failed ? texts.say("next.failed") : texts.say("next.again");
        return new Stuck(
                texts.say(failed ? "stuck.failed" : "stuck.again", texts.sayOr("run." + run.kind(), run.kind())),
                run.ended().orElse(run.began()),
                texts.sayOr("fault." + fault.code(), fault.message()),
                texts.sayOr("next." + fault.code(), next),
                way);
    }

    private Optional<Stuck> questions(Tx tx, Texts texts) {
        List<SessionLine> waiting = left(tx, SessionStage.LOOK);
        return waiting.stream()
                .findFirst()
                .map(oldest -> new Stuck(
                        texts.say("stuck.questions", waiting.size()),
                        oldest.finishedAt().orElse(oldest.startedAt()),
                        texts.say("stuck.questions.why"),
                        texts.say("stuck.questions.next"),
                        "/desk/sessions?state=LOOK"));
    }

    private Optional<Stuck> unfinished(Tx tx, Texts texts) {
        List<SessionLine> left = left(tx, SessionStage.RECORDING);
        return left.stream()
                .findFirst()
                .map(oldest -> new Stuck(
                        texts.say("stuck.sessions", left.size()),
                        oldest.startedAt(),
                        texts.say("stuck.sessions.why"),
                        texts.say("stuck.sessions.next"),
                        "/desk/sessions?state=RECORDING"));
    }

    private Optional<Stuck> lyingUploads(Tx tx, Texts texts) {
        List<LyingUpload> lying = uploads.lyingSince(tx, aDayAgo(), COUNTED_MAX);
        return lying.stream()
                .findFirst()
                .map(oldest -> new Stuck(
                        texts.say("stuck.uploads", lying.size()),
                        oldest.changedAt(),
                        texts.say(
                                "stuck.uploads.why",
                                texts.size(lying.stream()
                                        .mapToLong(LyingUpload::offsetBytes)
                                        .sum())),
                        texts.say("stuck.uploads.next"),
                        ""));
    }

    private List<SessionLine> left(Tx tx, SessionStage stage) {
        return SessionList.leftSince(tx, stage, aDayAgo(), COUNTED_MAX);
    }

    private Instant aDayAgo() {
        return clock.instant().minus(LONG);
    }
}
