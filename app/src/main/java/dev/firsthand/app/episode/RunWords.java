package dev.firsthand.app.episode;

import dev.firsthand.app.episode.Shown.Step;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.job.StepError;
import dev.firsthand.engine.job.StepState;
import dev.firsthand.engine.job.StepStatus;
import java.util.List;
import java.util.Optional;

/// Says in words where runs are.
final class RunWords {
    private RunWords() {}

    static List<Step> steps(List<RunStatus> runs, Texts texts) {
        return runs.stream()
                .flatMap(run -> run.steps().stream().map(step -> step(run, step, texts)))
                .toList();
    }

    private static Step step(RunStatus run, StepStatus step, Texts texts) {
        return new Step(
                texts.sayOr("run." + run.kind(), run.kind()),
                texts.say("step." + step.state().name()),
                step.attempts(),
                step.state() == StepState.RUNNING ? step.progressDone() : 0,
                step.state() == StepState.RUNNING ? step.progressTotal() : 0,
                step.wallSeconds() == 0 ? "" : texts.say("seconds", step.wallSeconds()),
                step.error().map(error -> words(error, texts)).orElse(""));
    }

    /// Why the newest of these runs does not go on or has failed, if so.
    static Optional<String> fault(List<RunStatus> runs, Texts texts) {
        return runs.reversed().stream().findFirst().flatMap(run -> fault(run, texts));
    }

    private static Optional<String> fault(RunStatus run, Texts texts) {
        if (run.state() == RunState.FAILED) {
            return run.error().map(error -> texts.say("waits.failed", words(error, texts)));
        }
        return run.steps().stream()
                .filter(step -> step.state() == StepState.WAITING)
                .findFirst()
                .flatMap(StepStatus::error)
                .map(error -> texts.say("waits.again", words(error, texts)));
    }

    private static String words(StepError error, Texts texts) {
        return texts.sayOr("fault." + error.code(), error.message());
    }
}
