package dev.firsthand.bench.score;

import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Twins;
import java.util.List;

/// Minutes of people's time on the tasks that count.
///
/// @param alone what they spend on these tasks where they have no robot
/// @param saved the share of it that the policy's credit spares them
/// @param taken what the robot takes: half a minute for each question, and for each time it interrupts
public record HumanTime(double alone, double saved, double taken) {
    private static final double MINUTE_MS = 60_000;
    private static final double MINUTES_EACH = 0.5;

    static HumanTime of(Twins twins, List<EpisodeScore.TaskScore> tasks) {
        List<Long> chores = twins.twin(Arm.HUMAN_ONLY).map(Outcome::choresMs).orElse(List.of());
        double alone = 0;
        double saved = 0;
        for (EpisodeScore.TaskScore task : tasks) {
            double minutes = chores.isEmpty() ? 0 : chores.get(task.task()) / MINUTE_MS;
            alone += minutes;
            saved += minutes * task.q();
        }
        Outcome policy = twins.policy();
        return new HumanTime(alone, saved, MINUTES_EACH * (policy.questions() + policy.interruptions()));
    }
}
