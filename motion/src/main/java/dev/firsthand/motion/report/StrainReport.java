package dev.firsthand.motion.report;

import dev.firsthand.motion.ergonomics.BreakDue;
import dev.firsthand.motion.ergonomics.Interval;
import dev.firsthand.motion.ergonomics.Reba;
import dev.firsthand.motion.ergonomics.Strain;
import dev.firsthand.motion.ergonomics.StrainCourse;
import dev.firsthand.motion.ergonomics.StrainCourse.Moment;
import dev.firsthand.motion.report.Lanes.Score;
import dev.firsthand.recording.mocap.Clip;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a motion cost the body: scores over time as intervals, how long, and when a break is due.
public final class StrainReport {
    private static final String KEY =
            "<ul class=\"key\"><li class=\"is-sure\">sure: as little as it can have been</li><li class=\"is-band\">possible: what was not seen at its worst</li></ul>\n";

    private final Clip clip;
    private final StrainCourse course;
    private final List<String> declared;
    private final Strain strain;
    private final Moments moments;

    private StrainReport(Clip clip, StrainCourse course, List<String> declared) {
        this.clip = clip;
        this.course = course;
        this.declared = List.copyOf(declared);
        this.strain = Strain.of(course);
        this.moments = Moments.of(clip);
    }

    /// Under the name that people call the motion by, such as that of its file.
    ///
    /// @param declared what was said of the work, a line each
    public static void write(String name, Clip clip, StrainCourse course, List<String> declared, OutputStream to)
            throws IOException {
        var page = new StrainReport(clip, course, declared);
        new Page("Strain of " + name, page.head(), page.scene(), page.lanes(), KEY, page.body()).write(to);
    }

    private String head() {
        double high =
                share(strain.rebaShareBest(), Reba.Level.HIGH) + share(strain.rebaShareBest(), Reba.Level.VERY_HIGH);
        String sentence = high == 0
                ? "No moment was strained for sure."
                : "%s s were strained for sure (REBA 8 or more)."
                        .formatted(Text.number(high * strain.scoredSeconds(), 1));
        return """
                <p class="verdict">%s</p>
                <p class="quiet">%s s scored, %s s not, because something was not measured. This is advice for the person who
                moved. It is never an input to pay, ranking or acceptance.</p>
                """.formatted(
                        sentence, Text.number(strain.scoredSeconds(), 1), Text.number(strain.unscoredSeconds(), 1));
    }

    private Scene scene() {
        var scene = new Scene(moments, List.of(PersonFigure.of(clip, moments)));
        String before = "";
        for (Moment moment : course.moments()) {
            String words = "REBA %s, RULA %s, OWAS %s"
                    .formatted(words(moment.reba()), words(moment.rula()), words(moment.owas()));
            if (!words.equals(before)) {
                scene.tell(moment.timeNanos(), words);
                before = words;
            }
        }
        return scene;
    }

    private static String words(Interval score) {
        return score.best() == score.worst()
                ? Integer.toString(score.best())
                : "%d to %d".formatted(score.best(), score.worst());
    }

    private Lanes lanes() {
        return new Lanes(moments)
                .band("REBA, 1 to 15; lines at low, medium, high", 15, scores(Moment::reba), 3, 7, 10)
                .band("RULA, 1 to 7; lines at 2, 4, 6", 7, scores(Moment::rula), 2, 4, 6)
                .band("OWAS, 1 to 4", 4, scores(Moment::owas), 1, 2, 3);
    }

    private List<Score> scores(Function<Moment, Interval> of) {
        return course.moments().stream()
                .map(moment -> new Score(moment.timeNanos(), of.apply(moment)))
                .toList();
    }

    private String body() {
        return Page.section("Breaks", breaks())
                + Page.section("Time at each level of REBA", exposure())
                + Page.section("All three scores", means())
                + (declared.isEmpty() ? "" : Page.section("What was declared", declared()))
                + Page.section("What was not seen", """
                <p>Load, grip, raised shoulders, rested arms, how often something is repeated, wrists, turned forearms and
                heads: no suit sees them. That is why each score goes from what is sure to what is possible. What is
                declared narrows it, such as <code>--load-kg</code> and <code>--grip</code>.</p>
                """);
    }

    private String declared() {
        return declared.stream()
                .map(line -> "<li>%s</li>\n".formatted(Text.html(line)))
                .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }

    private String breaks() {
        var due = new StringBuilder();
        for (BreakDue one : BreakDue.of(course)) {
            due.append("<li>%s %s</li>\n".formatted(Page.jump(one.timeNanos()), Text.html(words(one))));
        }
        String told = due.isEmpty() ? "<p>No break was due in this recording.</p>\n" : "<ul>\n" + due + "</ul>\n";
        return told + """
                <p class="quiet">A break is due after %d minutes of recording without one, and after %d minutes at REBA 8 or more
                within half an hour. These limits are ours; no standard sets them.</p>
                """.formatted(BreakDue.RECORDED_MINUTES, BreakDue.STRAINED_MINUTES);
    }

    private static String words(BreakDue due) {
        return switch (due.reason()) {
            case RECORDED_LONG -> "Take a break: %d minutes without one.".formatted(BreakDue.RECORDED_MINUTES);
            case STRAINED_LONG ->
                due.sure()
                        ? "Take a break: %d minutes of high strain.".formatted(BreakDue.STRAINED_MINUTES)
                        : "A break may be due: %d minutes in which the strain can have been high."
                                .formatted(BreakDue.STRAINED_MINUTES);
        };
    }

    private String exposure() {
        var rows = new StringBuilder();
        for (Reba.Level level : Reba.Level.values()) {
            double sure = share(strain.rebaShareBest(), level);
            double possible = share(strain.rebaShareWorst(), level);
            rows.append(Page.row(
                    Text.word(level),
                    percent(sure),
                    Text.number(sure * strain.scoredSeconds(), 1) + " s",
                    percent(possible),
                    Text.number(possible * strain.scoredSeconds(), 1) + " s"));
        }
        return Page.table(
                        "By what is sure, and by what is possible",
                        "Level|Sure, share|Sure, time|Possible, share|Possible, time",
                        rows.toString())
                + "<p>Longest time at 8 or more without a pause: %s s for sure, %s s possible.</p>\n"
                        .formatted(
                                Text.number(strain.highRunSecondsBest(), 1),
                                Text.number(strain.highRunSecondsWorst(), 1));
    }

    private String means() {
        String rows = Page.row(
                        "RULA, mean of 7",
                        Text.number(strain.rulaMeanBest(), 1),
                        Text.number(strain.rulaMeanWorst(), 1),
                        Text.html(strain.rulaVersion()))
                + Page.row(
                        "OWAS, mean of 4",
                        Text.number(strain.owasMeanBest(), 1),
                        Text.number(strain.owasMeanWorst(), 1),
                        Text.html(strain.owasVersion()))
                + Page.row("REBA", "see above", "see above", Text.html(strain.rebaVersion()));
        return Page.table("Means over all scored moments", "Score|Sure|Possible|Tables", rows);
    }

    private static double share(Map<Reba.Level, Double> shares, Reba.Level level) {
        return shares.getOrDefault(level, 0.0);
    }

    private static String percent(double share) {
        return Text.number(100 * share, 1) + " %";
    }
}
