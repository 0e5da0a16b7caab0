package dev.firsthand.bench.serve;

import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.report.Html;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One moment of a played day: what happened, what was heard, what can be done, what is seen. It works without script:
/// every decision is a form, every thing a link.
final class PlayPage {
    private static final int MINUTES_IN_DAY = 24 * 60;

    private final Play play;
    private final View view;
    private final int about;
    private final String verdict;
    private final List<Sighting> seen;

    PlayPage(Play play, int about, String verdict) {
        this.play = play;
        this.about = about;
        this.verdict = verdict;
        view = play.session().view();
        seen = Sighting.of(view);
    }

    String html() {
        String title = "Scenario %04d, %s".formatted(play.scenario() + 1, clock());
        return Html.page(title, "Days", "../", play.session().isOver() ? end() : moment());
    }

    private String clock() {
        long minutes = view.localMinutes();
        return "day %d, %02d:%02d".formatted(1 + minutes / MINUTES_IN_DAY, minutes / 60 % 24, minutes % 60);
    }

    private String end() {
        return """
                <p>The day is over. What you did is worth <strong>%d %%</strong>: the share of what was asked for that is so
                and would not be without you. %s</p>
                <p><a href="../index.html">All days</a></p>
                """.formatted(Math.round(100 * play.session().earned()), verdict);
    }

    private String moment() {
        return "<div class=\"play\">\n" + happened() + heard() + choices() + surroundings() + asked() + rest()
                + "</div>\n";
    }

    private String happened() {
        String room = FloorPlan.room(view).type().replace('_', ' ');
        String ended = view.lastReason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String last = play.last().isEmpty() ? "" : " You: %s &ndash; %s.".formatted(Html.escaped(play.last()), ended);
        return "<p role=\"status\">You are in the %s.%s</p>\n".formatted(Html.escaped(room), last);
    }

    private String heard() {
        var lines = new StringBuilder();
        for (View.Heard one : play.heard()) {
            lines.append(
                    "<li><strong>person %d</strong>: %s</li>\n".formatted(one.speaker(), Html.escaped(one.words())));
        }
        return Html.section("Heard just now", lines.isEmpty() ? "<p>Nothing.</p>\n" : "<ul>\n" + lines + "</ul>\n");
    }

    private String choices() {
        var choices = new Choices(play, about);
        Optional<Sighting> thing =
                seen.stream().filter(one -> one.handle() == about).findFirst();
        String own = new Choices(play, -1).ofNone();
        return thing.isEmpty()
                ? doing("Do", "<p>Choose a thing below, go somewhere, or wait.</p>\n" + own)
                : doing("Do with the " + thing.get().words(), choices.of(thing.get(), held()))
                        + Html.section("Or go elsewhere, or wait", own);
    }

    private static String doing(String heading, String body) {
        return "<section id=\"do\">\n<h2>%s</h2>\n%s</section>\n".formatted(Html.escaped(heading), body);
    }

    private List<Sighting> held() {
        return below(view.self());
    }

    private List<Sighting> below(int parent) {
        return seen.stream().filter(one -> one.parent() == parent).toList();
    }

    private String surroundings() {
        Sighting robot = seen.stream()
                .filter(one -> one.handle() == view.self())
                .findFirst()
                .orElseThrow();
        List<Sighting> here = below(view.room()).stream()
                .filter(one -> one.handle() != view.self())
                .toList();
        String plan = FloorPlan.svg(FloorPlan.room(view), robot, here);
        return hands() + Html.section("Here", plan + "<ol>\n" + items(here) + "</ol>\n") + elsewhere();
    }

    private String hands() {
        List<Sighting> held = held();
        return Html.section("In your hands", held.isEmpty() ? "<p>Nothing.</p>\n" : "<ul>\n" + items(held) + "</ul>\n");
    }

    /// What an open door shows of other rooms.
    private String elsewhere() {
        var rooms = new StringBuilder();
        for (View.Floor floor : view.floors()) {
            List<Sighting> there = floor.handle() == view.room() ? List.of() : below(floor.handle());
            if (!there.isEmpty()) {
                String heading = "Through the door, " + floor.room().type().replace('_', ' ');
                rooms.append(Html.section(Html.escaped(heading), "<ul>\n" + items(there) + "</ul>\n"));
            }
        }
        return rooms.toString();
    }

    private String items(List<Sighting> things) {
        var items = new StringBuilder();
        for (Sighting one : things) {
            String content = items(below(one.handle()));
            items.append("<li><a href=\"?about=%d#do\"%s>%s</a>%s</li>\n"
                    .formatted(
                            one.handle(),
                            one.handle() == about ? " aria-current=\"true\"" : "",
                            Html.escaped(placed(one)),
                            content.isEmpty() ? "" : "\n<ul>\n" + content + "</ul>\n"));
        }
        return items.toString();
    }

    private String placed(Sighting one) {
        boolean isOfRoom = view.floors().stream().anyMatch(floor -> floor.handle() == one.parent());
        String relation = one.relation().name().toLowerCase(Locale.ROOT);
        return isOfRoom || one.parent() == view.self() ? one.words() : relation + " it: " + one.words();
    }

    private String asked() {
        var lines = new StringBuilder();
        for (int request = 0; request < play.asked().size(); request++) {
            lines.append("<li>%s\n%s</li>\n"
                    .formatted(Html.escaped(play.asked().get(request)), new Choices(play, about).claim(request)));
        }
        return Html.section("Asked so far", lines.isEmpty() ? "<p>Nothing yet.</p>\n" : "<ol>\n" + lines + "</ol>\n");
    }

    private String rest() {
        return "<details><summary>Stop</summary>\n<p>The rest of the day goes by without you, and is judged.</p>\n%s</details>\n"
                .formatted(new Choices(play, about).form(Choices.button("Wait until the end", Play.REST)));
    }
}
