package dev.firsthand.bench.serve;

import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Trace;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A day that a person plays: what they were asked so far is repeated to them, the rest they remember themselves.
final class Play {
    static final String CLAIM = "claim";
    static final String SAY = "say";
    static final String REST = "rest";
    private static final int A_MINUTE_MS = 60_000;

    private final int scenario;
    private final Session session;
    private final List<String> asked = new ArrayList<>();
    private List<View.Heard> heard = List.of();
    private String last = "";
    private int steps;

    private Play(int scenario, Session session) {
        this.scenario = scenario;
        this.session = session;
        listen();
    }

    static Play begin(Suite suite, int scenario) {
        Scenario day = suite.scenarios().get(scenario);
        return new Play(scenario, Session.begin(day, suite.library()));
    }

    int scenario() {
        return scenario;
    }

    Session session() {
        return session;
    }

    /// The words of each request, in the order in which they were heard first.
    List<String> asked() {
        return List.copyOf(asked);
    }

    /// What was heard since the last decision.
    List<View.Heard> heard() {
        return heard;
    }

    /// What was decided last; empty before the first decision.
    String last() {
        return last;
    }

    /// How many decisions so far: a form that is sent twice names the same one and does nothing.
    int steps() {
        return steps;
    }

    Map<Arm, Trace> traces() {
        return session.traces();
    }

    /// Does what a form of the page asks for. What is no decision is refused with words.
    void decide(Form form) {
        if (form.step() != steps || session.isOver()) {
            return;
        }
        if (form.kind().equals(REST)) {
            while (!session.isOver()) {
                step(Answer.of(Action.waiting(A_MINUTE_MS)));
            }
            last = "waited until the end";
            return;
        }
        last = words(form);
        step(answer(form));
    }

    private String words(Form form) {
        boolean isOfThing = !form.kind().equals(CLAIM) && form.op() != Op.WAIT;
        String thing = Sighting.of(session.view()).stream()
                .filter(one -> isOfThing && one.handle() == form.number(0))
                .map(one -> " " + one.name())
                .findFirst()
                .orElse("");
        return form.kind().replace('_', ' ') + thing;
    }

    private static Answer answer(Form form) {
        Action pause = Action.of(Op.LOOK);
        return switch (form.kind()) {
            case CLAIM -> {
                var claim = new Answer.Claim(form.number(0), form.number(1));
                yield new Answer(pause, Optional.of(claim), Optional.empty());
            }
            case SAY -> {
                var speech = new Answer.Speech(form.number(0), SpeechAct.of(form.number(1)), form.number(2));
                yield new Answer(pause, Optional.empty(), Optional.of(speech));
            }
            default -> Answer.of(new Action(form.op(), form.number(0), form.number(1), form.number(2)));
        };
    }

    private void step(Answer answer) {
        steps++;
        session.step(answer);
        listen();
    }

    private void listen() {
        heard = session.view().heard();
        for (View.Heard one : heard) {
            boolean isNew = one.act() == SpeechAct.REQUEST && one.about() == asked.size();
            if (isNew) {
                asked.add(one.words());
            }
        }
    }
}
