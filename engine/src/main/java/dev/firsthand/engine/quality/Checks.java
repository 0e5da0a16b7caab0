package dev.firsthand.engine.quality;

import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.episode.FilmedRecording;
import dev.firsthand.engine.episode.MotionRecording;
import dev.firsthand.engine.episode.Opening;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.job.StepDefinition;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.WorkFolders;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.video.ProbeResult;
import dev.firsthand.recording.video.VideoProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The run that measures an episode: reads the times of its frames from the packets once more and checks them.
public final class Checks {
    public static final String KIND = "checks";

    private final Database database;
    private final Episodes episodes;
    private final Opening opening;
    private final VideoProbe probe;
    private final Quality quality;
    private final FrameIntervalResults intervals;
    private final MotionChecks motion;

    public Checks(
            Database database,
            Episodes episodes,
            EpisodeFiles files,
            VideoProbe probe,
            Quality quality,
            FrameIntervalResults intervals,
            WorkFolders work) {
        this.database = database;
        this.episodes = episodes;
        this.opening = new Opening(files, work);
        this.probe = probe;
        this.quality = quality;
        this.intervals = intervals;
        this.motion = new MotionChecks(files);
    }

    public RunKind run() {
        return new RunKind(KIND, List.of(new StepDefinition("container-checks", ContainerChecks.VERSION, this::check)));
    }

    private StepOutcome check(StepContext step) throws IOException, InterruptedException {
        Episode episode = database.inTransaction(tx -> episodes.find(tx, new EpisodeId(step.subject())))
                .orElse(null);
        if (episode == null) {
            return new StepOutcome.Failed("episode-missing", "The episode is gone.");
        }
        return switch (episode.recording()) {
            case FilmedRecording film ->
                opening.open(
                        step, episode.recorded(), film.video(), (video, folder) -> check(episode, film, video, folder));
            case MotionRecording alone ->
                opening.open(step, episode.recorded(), alone.clip(), (clip, folder) -> checked(episode, alone));
        };
    }

    private StepOutcome check(Episode episode, FilmedRecording film, Path video, Path folder)
            throws IOException, InterruptedException, ConsentEndedException {
        return switch (probe.probe(video, folder)) {
            case ProbeResult.Video(var facts, var times) -> checked(episode, film, times);
            case ProbeResult.Refused(var code, var message) -> new StepOutcome.Failed(code, message);
        };
    }

    private StepOutcome checked(Episode episode, MotionRecording alone) throws IOException, ConsentEndedException {
        List<Finding> findings = new ArrayList<>();
        ContainerChecks.length(alone).ifPresent(findings::add);
        alone.notes().forEach(note -> findings.add(Finding.of(note)));
        findings.addAll(motion.of(episode));
        return new StepOutcome.Finished(tx -> {
            quality.keep(tx, episode, findings);
            return found(findings);
        });
    }

    private StepOutcome checked(Episode episode, FilmedRecording film, FrameTimes times)
            throws IOException, ConsentEndedException {
        List<Finding> findings = new ArrayList<>(ContainerChecks.of(film, times));
        findings.addAll(motion.of(episode));
        FrameIntervals seen = FrameIntervals.of(times.presentationNanos(), times.medianStepNanos());
        return new StepOutcome.Finished(tx -> {
            quality.keep(tx, episode, findings);
            intervals.keep(tx, episode, seen);
            return found(findings);
        });
    }

    private static String found(List<Finding> findings) {
        return "{\"findings\":%d}".formatted(findings.size());
    }
}
