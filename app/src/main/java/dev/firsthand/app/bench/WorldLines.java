package dev.firsthand.app.bench;

import dev.firsthand.bench.outside.WorldEpisode;
import dev.firsthand.bench.outside.WorldLife;
import dev.firsthand.bench.outside.WorldRun;
import dev.firsthand.bench.score.Interval;
import java.io.PrintStream;
import java.util.Optional;

/// A run in a world outside: a line for each episode that is over, and the scores in a few lines.
final class WorldLines {
    private final PrintStream results;
    private final PrintStream screen;
    private final int episodes;
    private int done;

    WorldLines(PrintStream results, PrintStream screen, int episodes) {
        this.results = results;
        this.screen = screen;
        this.episodes = episodes;
    }

    void done(WorldEpisode episode) {
        done++;
        screen.printf(
                "  %d of %d  %s  %s  %s%n",
                done,
                episodes,
                episode.activity(),
                episode.ending(),
                episode.fault()
                        .orElseGet(() -> "credit " + credit(episode)
                                + episode.why().map(why -> ": " + why).orElse("")));
    }

    private static String credit(WorldEpisode episode) {
        return episode.credit().isPresent()
                ? ScoreLines.rounded(episode.credit().getAsDouble())
                : "none: nobody is needed for it";
    }

    void show(WorldRun run) {
        results.printf(
                "%s in %s (%s)%n",
                run.policy(), run.world().world(), run.world().engine());
        line("credit that is its own", run.credit());
        line("done whole", run.success());
        line("lost to the twist", run.twistCost());
        line("lost when told otherwise", run.cost(WorldLife.SWAPPED));
        line("lost when told nothing", run.cost(WorldLife.BLANK));
        line("lost when begun later", run.cost(WorldLife.LATER));
        line("lost when mirrored", run.cost(WorldLife.MIRRORED));
        results.printf(
                "  episodes %d, judged %s, deaf to the request %s, failures %s, in twins %s, failures of the world %s%n",
                run.episodes().size(),
                run.judged(),
                run.deaf(),
                run.failures(),
                run.twinFailures(),
                run.worldFailures());
    }

    private void line(String words, Optional<Interval> figure) {
        figure.ifPresent(interval -> results.printf(
                "  %-30s %s  (%s to %s)%n",
                words,
                ScoreLines.rounded(interval.estimate()),
                ScoreLines.rounded(interval.low()),
                ScoreLines.rounded(interval.high())));
    }
}
