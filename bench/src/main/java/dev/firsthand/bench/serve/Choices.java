package dev.firsthand.bench.serve;

import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.report.Html;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Layer;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Pouring;
import dev.firsthand.bench.world.Relation;
import java.util.List;
import java.util.Locale;

/// What can be done now, as buttons: about one thing in view, or about none. Only what would do anything is offered.
final class Choices {
    private static final int NONE = -1;
    private static final List<Op> OF_ONE =
            List.of(Op.OPEN, Op.CLOSE, Op.PICK, Op.TOGGLE, Op.DETACH, Op.LOCK, Op.UNLOCK, Op.CHARGE);
    private static final List<Op> SELDOM = List.of(Op.PRESS, Op.FOLD, Op.PLUG);
    private static final List<Relation> PLACES = List.of(Relation.ON, Relation.IN, Relation.BESIDE);
    private static final List<SpeechAct> SAID = List.of(
            SpeechAct.ASK_CLARIFY,
            SpeechAct.ASK_WHERE,
            SpeechAct.ASK_PERMISSION,
            SpeechAct.ASK_HELP,
            SpeechAct.INFORM_DONE,
            SpeechAct.INFORM_FAILED,
            SpeechAct.INFORM_DELAYED,
            SpeechAct.INFORM_HAZARD,
            SpeechAct.REPORT_ERROR,
            SpeechAct.WARN);

    private final Play play;
    private final int about;
    private final StringBuilder html = new StringBuilder();

    /// @param about the thing that the page is about, by handle; -1 for none
    Choices(Play play, int about) {
        this.play = play;
        this.about = about;
    }

    /// Every decision carries what page it was made on.
    String form(String body) {
        return """
                <form method="post" class="row"><input type="hidden" name="step" value="%d">
                <input type="hidden" name="about" value="%d">%s</form>
                """.formatted(play.steps(), about, body);
    }

    static String button(String words, String act) {
        return "<button name=\"act\" value=\"%s\">%s</button>\n".formatted(act, Html.escaped(words));
    }

    static String act(Op op, int... numbers) {
        var act = new StringBuilder(word(op));
        for (int number : numbers) {
            act.append(' ').append(number);
        }
        return act.toString();
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static String spoken(Enum<?> one) {
        return word(one).replace('_', ' ');
    }

    /// Where to go, how long to wait.
    String ofNone() {
        View view = play.session().view();
        for (View.Floor floor : view.floors()) {
            if (floor.handle() != view.room()) {
                String room = floor.room().type().replace('_', ' ');
                offer("Go to the " + room, Action.of(Op.GO, floor.handle()));
            }
        }
        html.append(button("Wait a minute", act(Op.WAIT, 60_000)))
                .append(button("Wait to be spoken to", act(Op.WAIT, 600_000)));
        return form(html.toString());
    }

    String of(Sighting thing, List<Sighting> held) {
        int it = thing.handle();
        offer("Go there", Action.of(Op.GO, it));
        OF_ONE.forEach(op -> offer(op == Op.PICK ? "take" : spoken(op), Action.of(op, it)));
        List<Sighting> others = held.stream().filter(one -> one.handle() != it).toList();
        others.forEach(one -> with(thing, one));
        if (thing.relation() == Relation.HELD && !isOwn(thing)) {
            offer("take from their hand", Action.of(Op.RECEIVE, it, thing.parent()));
        }
        offer("wipe with what you hold", Action.of(Op.WIPE, it, NONE));
        offer("cut with what you hold", Action.of(Op.CUT, it, NONE));
        String usual = form(html.toString());
        html.setLength(0);
        others.forEach(one -> withSeldom(thing, one));
        SELDOM.forEach(op -> offer(op == Op.PRESS ? "press, mix or light" : spoken(op), Action.of(op, it)));
        return usual + more(html.toString(), pouring(thing, others)) + (thing.isPerson() ? speech(it) : "");
    }

    private boolean isOwn(Sighting thing) {
        return thing.parent() == play.session().view().self();
    }

    private String more(String buttons, String pouring) {
        return buttons.isEmpty() && pouring.isEmpty()
                ? ""
                : "<details><summary>More ways</summary>\n%s%s</details>\n".formatted(form(buttons), pouring);
    }

    /// What can be done with something in hand and the thing.
    private void with(Sighting thing, Sighting inHand) {
        String name = inHand.name();
        for (Relation relation : PLACES) {
            offer(
                    "put the %s %s it".formatted(name, spoken(relation)),
                    Action.place(inHand.handle(), relation, thing.handle()));
        }
        offer("offer the %s".formatted(name), Action.of(Op.OFFER, inHand.handle(), thing.handle()));
    }

    private void withSeldom(Sighting thing, Sighting inHand) {
        String name = inHand.name();
        int it = thing.handle();
        offer("put the %s under it".formatted(name), Action.place(inHand.handle(), Relation.UNDER, it));
        offer("drape the %s over it".formatted(name), Action.place(inHand.handle(), Relation.DRAPED, it));
        offer("lay the %s over it".formatted(name), Action.place(inHand.handle(), Relation.OVERLAID, it));
        offer("attach the %s to it".formatted(name), Action.of(Op.ATTACH, inHand.handle(), it));
    }

    private void offer(String words, Action action) {
        if (play.session().isValid(action)) {
            html.append(button(
                    Character.toUpperCase(words.charAt(0)) + words.substring(1),
                    act(action.op(), action.a(), action.b(), action.c())));
        }
    }

    /// From a hand into the thing and from the thing into what a hand holds.
    private String pouring(Sighting thing, List<Sighting> held) {
        List<String> substances = play.session().view().substances();
        int it = thing.handle();
        var buttons = new StringBuilder();
        for (Sighting one : held) {
            if (play.session().isValid(Action.pour(one.handle(), it, 0))) {
                buttons.append(button("Pour from the " + one.name(), act(Op.POUR, one.handle(), it)))
                        .append(button("Fill the " + one.name(), act(Op.POUR, it, one.handle())));
            }
        }
        return buttons.isEmpty() || substances.isEmpty() ? "" : form(list("What", portions(substances)) + buttons);
    }

    private static String portions(List<String> substances) {
        var options = new StringBuilder();
        for (int substance = 0; substance < substances.size(); substance++) {
            String name = Html.escaped(Sighting.words(substances.get(substance)));
            options.append(portion(name + ", into it", substance, Layer.WITHIN))
                    .append(portion(name + ", over it", substance, Layer.UPON))
                    .append(portion(name + ", to soak it", substance, Layer.SOAKED));
        }
        return options.toString();
    }

    private static String portion(String words, int substance, Layer layer) {
        return option(words, Integer.toString(Pouring.portion(substance, layer, Layer.SUPPLY_UNITS)));
    }

    private String speech(int person) {
        var options = new StringBuilder();
        SAID.forEach(one -> options.append(option(spoken(one), one.code() + " -1")));
        return form(list("Say", options.toString()) + button("Say it", "%s %d".formatted(Play.SAY, person)));
    }

    /// That a request is done, and how sure one is.
    String claim(int request) {
        String sure = option("sure", "1000") + option("rather sure", "750") + option("not sure", "500");
        return form(list("How sure", sure) + button("Say that it is done", "%s %d".formatted(Play.CLAIM, request)));
    }

    private static String list(String label, String options) {
        return "<label>%s <select name=\"with\">%s</select></label>\n".formatted(label, options);
    }

    private static String option(String words, String value) {
        return "<option value=\"%s\">%s</option>".formatted(value, words);
    }
}
