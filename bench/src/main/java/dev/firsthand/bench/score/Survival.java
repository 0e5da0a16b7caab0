package dev.firsthand.bench.score;

import java.util.ArrayList;
import java.util.List;

/// How many tasks in a row go well: Kaplan and Meier's estimate with Greenwood's variance.
///
/// @param steps the points at which it falls
public record Survival(List<Step> steps) {
    public Survival {
        steps = List.copyOf(steps);
    }

    /// From task `at` on, this share of episodes is still without a failure.
    public record Step(int at, double share, double standardError) {}

    /// An episode: the task that failed first, or how many there were if none did.
    public record Episode(int at, boolean isFailure) {}

    public static Survival of(List<Episode> episodes) {
        List<Integer> times = episodes.stream()
                .filter(Episode::isFailure)
                .map(Episode::at)
                .distinct()
                .sorted()
                .toList();
        var steps = new ArrayList<Step>();
        double share = 1;
        double greenwood = 0;
        for (int time : times) {
            long atRisk = episodes.stream().filter(one -> one.at() >= time).count();
            long failed = episodes.stream()
                    .filter(one -> one.at() == time && one.isFailure())
                    .count();
            share *= 1 - (double) failed / atRisk;
            greenwood += atRisk == failed ? 0 : (double) failed / (atRisk * (double) (atRisk - failed));
            steps.add(new Step(time, share, share * Math.sqrt(greenwood)));
        }
        return new Survival(steps);
    }

    public double shareAt(int task) {
        double share = 1;
        for (Step step : steps) {
            share = step.at() <= task ? step.share() : share;
        }
        return share;
    }

    /// The mean number of tasks survived, counted up to a limit.
    public double restrictedMean(int limit) {
        double mean = 0;
        for (int task = 0; task < limit; task++) {
            mean += shareAt(task);
        }
        return mean;
    }
}
