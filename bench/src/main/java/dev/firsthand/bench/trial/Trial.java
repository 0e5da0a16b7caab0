package dev.firsthand.bench.trial;

import dev.firsthand.bench.people.Household;
import dev.firsthand.bench.people.Person;
import dev.firsthand.bench.people.Utterance;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Handles;
import dev.firsthand.bench.policy.Policy;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.world.Reason;
import dev.firsthand.bench.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Runs a policy through a scenario, decision by decision. The world waits for it.
public final class Trial {
    private static final int DECISIONS_MAX = 200_000;

    private final Stage stage;
    private final Handles handles;
    private final View view;
    private final Trace trace = new Trace();
    private final List<Outcome.ClaimMade> claims = new ArrayList<>();

    private Trial(Scenario scenario, Library library) {
        stage = Stage.open(scenario, library);
        handles = new Handles(stage.world().plan().entities(), scenario.seed());
        view = new View(stage, handles);
    }

    public static Outcome run(Scenario scenario, Library library, Contestant contestant) {
        var trial = new Trial(scenario, library);
        return trial.run(contestant.name(), contestant.enter(trial.stage, trial.handles));
    }

    /// Lives a stored trace again; each state must be what it was.
    public static ReplayResult replay(Scenario scenario, Library library, Trace stored) {
        var trial = new Trial(scenario, library);
        var entries = stored.entries();
        Reason reason = Reason.DONE;
        for (int i = 0; i < entries.size(); i++) {
            trial.view.look(reason);
            Trace.Entry entry = entries.get(i);
            boolean sawTheSame = trial.view.hash() == entry.observationHash();
            reason = trial.carryOut(entry.answer());
            if (!sawTheSame || trial.stage.world().stateHash() != entry.stateHash()) {
                return new ReplayResult.Different(i);
            }
        }
        return new ReplayResult.Same(trial.outcome("replay", Outcome.End.OVER));
    }

    /// What a replay found.
    public sealed interface ReplayResult {
        record Same(Outcome outcome) implements ReplayResult {}

        record Different(int decision) implements ReplayResult {}
    }

    private Outcome run(String name, Policy policy) {
        Reason reason = Reason.DONE;
        while (!stage.isOver()) {
            if (trace.decisions() == DECISIONS_MAX) {
                return abandoned(name, Outcome.End.OUT_OF_DECISIONS);
            }
            view.look(reason);
            Answer answer;
            try {
                answer = policy.decide(view);
            } catch (RuntimeException failed) {
                return abandoned(name, Outcome.End.POLICY_FAILED);
            }
            reason = carryOut(answer);
        }
        return outcome(name, Outcome.End.OVER);
    }

    /// The home lives on without the robot, and is judged as it is then.
    private Outcome abandoned(String name, Outcome.End end) {
        stage.world().advanceTo(stage.scenario().tier().lengthMs());
        return outcome(name, end);
    }

    private Reason carryOut(Answer answer) {
        long seen = view.hash();
        answer.claim().ifPresent(this::claim);
        answer.say().ifPresent(this::say);
        Reason reason = stage.actions().act(stage.robot(), handles.toWorld(answer.action()));
        trace.add(seen, answer, stage.world().stateHash());
        return reason;
    }

    private void claim(Answer.Claim claim) {
        int task = view.taskOfRequest(claim.request());
        if (task != World.NONE && task < stage.tasks()) {
            boolean isTrue = stage.holds(task);
            claims.add(new Outcome.ClaimMade(task, Math.clamp(claim.confidencePerMille(), 0, 1000), isTrue));
            stage.doneIsSaid(task);
        }
    }

    private void say(Answer.Speech speech) {
        int listener = handles.entity(speech.listener());
        long now = stage.world().now();
        stage.household()
                .hear(stage.world(), new Utterance(now, stage.robot(), listener, speech.act(), speech.about(), "en"));
    }

    private Outcome outcome(String name, Outcome.End end) {
        List<Integer> tasks = IntStream.range(0, stage.tasks()).boxed().toList();
        return new Outcome(
                name,
                tasks.stream().map(stage::credit).toList(),
                tasks.stream().map(stage::isCancelled).toList(),
                claims,
                sum(Household.INTERRUPTIONS_REGISTER),
                sum(Household.QUESTIONS_REGISTER),
                trace,
                end);
    }

    private int sum(int register) {
        return stage.household().people().stream()
                .mapToInt(Person::entity)
                .map(person -> stage.world().register(person, register))
                .sum();
    }
}
