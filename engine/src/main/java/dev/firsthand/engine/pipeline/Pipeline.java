package dev.firsthand.engine.pipeline;

import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.episode.Intake;
import dev.firsthand.engine.job.EventHandler;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.privacy.Scrub;
import dev.firsthand.engine.quality.Checks;
import dev.firsthand.engine.quality.Quality;
import java.util.List;

/// The order of the stages that need no person: capture, intake, checks, privacy. What follows waits for people.
public final class Pipeline {
    private Pipeline() {}

    public static List<EventHandler> handlers(Jobs jobs) {
        return List.of(
                new StartRun(Capture.FINISHED, Intake.KIND, jobs),
                new StartRun(Episodes.RECORDED, Checks.KIND, jobs),
                new StartRun(Quality.CHECKED, Scrub.KIND, jobs),
                new GoOn(jobs));
    }
}
