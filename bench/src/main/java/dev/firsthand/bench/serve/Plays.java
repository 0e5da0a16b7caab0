package dev.firsthand.bench.serve;

import dev.firsthand.bench.bundle.PlayedRun;
import dev.firsthand.bench.report.Html;
import dev.firsthand.bench.scenario.Suite;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The days of a suite that people play on pages: which there are, which are under way, and what is kept of them.
public final class Plays {
    /// As many at a time; one more ends the one that nobody touched for longest.
    private static final int OPEN_MAX = 16;

    private final Suite suite;
    private final Optional<PlayedRun> kept;
    private final Map<String, Play> open = new LinkedHashMap<>(OPEN_MAX, 0.75f, true);

    /// @param kept where a day that is played to its end goes; nowhere if it is for practice
    public Plays(Suite suite, Optional<PlayedRun> kept) {
        this.suite = suite;
        this.kept = kept;
    }

    /// Begins a day; its name is drawn by chance.
    public synchronized Optional<String> begin(int number, String startLine) throws IOException {
        if (number < 1 || number > suite.scenarios().size()) {
            return Optional.empty();
        }
        String name = UUID.randomUUID().toString();
        if (kept.isPresent()) {
            kept.get().begin(startLine);
        }
        open.put(name, Play.begin(suite, number - 1));
        if (open.size() > OPEN_MAX) {
            open.remove(open.keySet().iterator().next());
        }
        return Optional.of(name);
    }

    /// The page of a day; none where there is no such day any more.
    ///
    /// @param about the thing that the page shall be about, by handle; -1 for none
    public synchronized Optional<String> page(String name, int about) {
        return Optional.ofNullable(open.get(name)).map(play -> new PlayPage(play, about, verdict(play)).html());
    }

    /// Does what a form says; the thing that it was about, or -1. None where there is no such day any more.
    public synchronized Optional<Integer> decide(String name, Map<String, String> fields) throws IOException {
        Play play = open.get(name);
        if (play == null) {
            return Optional.empty();
        }
        boolean wasOver = play.session().isOver();
        Form form = Form.of(fields);
        play.decide(form);
        if (kept.isPresent() && play.session().isOver() && !wasOver) {
            boolean _ = kept.get().keep(play.scenario(), play.traces());
        }
        return Optional.of(form.about());
    }

    private String verdict(Play play) {
        return kept.isPresent() && kept.get().has(play.scenario())
                ? "This day is kept as it was played first."
                : "This was for practice and is not kept.";
    }

    /// All days of the suite. Nothing is said about what goes otherwise in them.
    public synchronized String index() {
        var rows = new StringBuilder();
        for (int i = 0; i < suite.scenarios().size(); i++) {
            boolean isPlayed = kept.isPresent() && kept.get().has(i);
            rows.append("""
                    <tr><th scope="row">%s %04d</th><td>%s</td><td>
                    <button name="scenario" value="%d" aria-label="Play %04d">Play</button></td></tr>
                    """.formatted(suite.scenarios().get(i).tier(), i + 1, isPlayed ? "played" : "", i + 1, i + 1));
        }
        return Html.page("Be the robot", "Play", "", """
                <p>You see what a policy sees: the room you stand in, what an open door shows, what is said near you. People
                ask you for things by what the chore is called. Do what they want, in time, and say when it is done. You
                can't see dirt, and nobody tells you the score before the day is over.</p>
                <p>%s</p>
                <form method="post" action="play">%s</form>
                """.formatted(
                        kept.isPresent()
                                ? "The first time that a day is played to its end is kept as a run; every start is noted."
                                : "Nothing is kept: this is for practice.",
                        Html.table(
                                "Days of this suite",
                                "<th scope=\"col\">Day</th><th scope=\"col\">So far</th><th scope=\"col\">Begin</th>",
                                rows.toString())));
    }
}
