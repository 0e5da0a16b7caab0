package dev.firsthand.bench.trial;

import dev.firsthand.bench.activity.GoalBook;
import dev.firsthand.bench.people.Household;
import dev.firsthand.bench.people.Utterance;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.Handles;
import dev.firsthand.bench.policy.Policy;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Resident;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Reason;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import dev.firsthand.bench.world.WorldPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A scenario that is lived, decision by decision: by a policy, from a trace, or by whoever steps it from
/// outside. The world waits.
public final class Trial {
    public static final int DECISIONS_MAX = 200_000;

    private final Stage stage;
    private final Handles handles;
    private final View view;
    private final Trace trace = new Trace();
    private final List<Outcome.ClaimMade> claims = new ArrayList<>();
    private final Reactions reactions;
    private int intrusions;

    private Trial(Scenario scenario, Library library, Arm arm) {
        stage = arm.open(scenario, library);
        handles = arm.handles(scenario, stage);
        view = arm.view(scenario, stage, handles);
        reactions = new Reactions(stage);
        look(Reason.DONE);
    }

    private void look(Reason outcomeOfLast) {
        view.look(outcomeOfLast);
        reactions.hear(view.utterances());
    }

    /// Begins one that the caller steps.
    public static Trial begin(Scenario scenario, Library library) {
        return new Trial(scenario, library, Arm.POLICY);
    }

    public static Outcome run(Scenario scenario, Library library, Contestant contestant) {
        return run(scenario, library, contestant, Arm.POLICY);
    }

    static Outcome run(Scenario scenario, Library library, Contestant contestant, Arm arm) {
        var trial = new Trial(scenario, library, arm);
        return trial.outcome(trial.live(contestant));
    }

    /// Lives a stored trace of an arm again; each state must be what it was.
    public static ReplayResult replay(Scenario scenario, Library library, Arm arm, Trace stored) {
        return replay(scenario, library, arm, stored, (stage, step) -> {});
    }

    /// The same, and somebody looks on.
    public static ReplayResult replay(Scenario scenario, Library library, Arm arm, Trace stored, Onlooker onlooker) {
        var trial = new Trial(scenario, library, arm);
        var entries = stored.entries();
        for (int i = 0; i < entries.size(); i++) {
            Trace.Entry entry = entries.get(i);
            boolean sawTheSame = !trial.isOver() && trial.view.hash() == entry.observationHash();
            long begin = trial.stage.world().now();
            trial.step(entry.answer());
            if (!sawTheSame || trial.stage.world().stateHash() != entry.stateHash()) {
                return new ReplayResult.Different(i);
            }
            onlooker.see(
                    trial.stage,
                    new Onlooker.Step(
                            begin, trial.handles.toWorld(entry.answer().action()), trial.view.lastReason()));
        }
        boolean isWhole = trial.isOver() == (stored.ending() == Ending.OVER);
        return isWhole
                ? new ReplayResult.Same(trial.outcome(stored.ending()))
                : new ReplayResult.Different(entries.size());
    }

    /// What a replay found.
    public sealed interface ReplayResult {
        record Same(Outcome outcome) implements ReplayResult {}

        record Different(int decision) implements ReplayResult {}
    }

    private Ending live(Contestant contestant) {
        try (Policy policy = ofPolicy(() -> contestant.enter(stage, handles))) {
            while (!isOver()) {
                if (isOutOfDecisions()) {
                    return Ending.OUT_OF_DECISIONS;
                }
                step(ofPolicy(() -> policy.decide(view)));
            }
            return Ending.OVER;
        } catch (PolicyFault fault) {
            trace.explain(fault);
            return fault.ending();
        }
    }

    /// Whatever a policy throws is its own failure; what we throw ourselves is not.
    private static <T> T ofPolicy(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (PolicyFault fault) {
            throw fault;
        } catch (RuntimeException crash) {
            throw new PolicyFault(Ending.CRASHED, crash.toString());
        }
    }

    /// What is seen and heard now.
    public View view() {
        return view;
    }

    public boolean isOver() {
        return stage.isOver();
    }

    public boolean isOutOfDecisions() {
        return trace.decisions() == DECISIONS_MAX;
    }

    /// Carries out one decision and looks again.
    public void step(Answer answer) {
        look(carryOut(answer));
    }

    /// Whether an action would do anything now.
    public boolean isValid(Action action) {
        return stage.actions().check(stage.robot(), handles.toWorld(action)) == Reason.DONE;
    }

    /// The tasks that are judged and can't change any more.
    public List<Integer> judged() {
        return IntStream.range(0, stage.tasks()).filter(stage::isJudged).boxed().toList();
    }

    /// The least V of each task over its hold window so far.
    public List<Double> credits() {
        return IntStream.range(0, stage.tasks()).mapToObj(stage::credit).toList();
    }

    public List<Boolean> cancelled() {
        return IntStream.range(0, stage.tasks()).mapToObj(stage::isCancelled).toList();
    }

    /// Ends it: the day is over, or nobody decides any more.
    public Outcome end() {
        return outcome(isOver() ? Ending.OVER : Ending.OUT_OF_DECISIONS);
    }

    private Reason carryOut(Answer answer) {
        World world = stage.world();
        long seen = view.hash();
        answer.claim().ifPresent(this::claim);
        answer.say().ifPresent(this::say);
        int room = world.room(stage.robot());
        Action action = handles.toWorld(answer.action());
        Reason reason = stage.actions().act(stage.robot(), action);
        if (reason == Reason.DONE) {
            reactions.did(action);
        }
        int there = world.room(stage.robot());
        intrusions += there != room && there != World.NONE && world.is(there, Flag.PRIVATE) ? 1 : 0;
        trace.add(seen, answer, world.stateHash());
        return reason;
    }

    private void claim(Answer.Claim claim) {
        int task = view.taskOfRequest(claim.request());
        if (task != World.NONE && task < stage.tasks()) {
            int confidence = Math.clamp(claim.confidencePerMille(), 0, 1000);
            claims.add(new Outcome.ClaimMade(stage.world().now(), task, confidence, stage.holds(task)));
            stage.doneIsSaid(task);
        }
    }

    private void say(Answer.Speech speech) {
        int listener = handles.entity(speech.listener());
        long now = stage.world().now();
        var said = new Utterance(now, stage.robot(), listener, speech.act(), speech.about(), "en");
        reactions.answer(said);
        stage.hear(said);
    }

    /// Where the policy gave up, the home lives on without the robot, and is judged as it is then.
    private Outcome outcome(Ending ending) {
        stage.world()
                .advanceTo(Math.max(stage.world().now(), stage.scenario().tier().lengthMs()));
        trace.end(ending);
        List<Long> chores =
                IntStream.range(0, stage.tasks()).mapToObj(stage::choreMs).toList();
        return new Outcome(
                credits(), cancelled(), claims, reactions.judge(), burdens(), chores, intrusions, leftovers(), trace);
    }

    private List<Outcome.Burden> burdens() {
        var burdens = new ArrayList<Outcome.Burden>();
        List<Resident> residents = stage.scenario().residents();
        for (int i = 0; i < residents.size(); i++) {
            int person = stage.household().people().get(i).entity();
            burdens.add(new Outcome.Burden(
                    residents.get(i).name(),
                    residents.get(i).role().name(),
                    stage.world().register(person, Household.INTERRUPTIONS_REGISTER),
                    stage.world().register(person, Household.QUESTIONS_REGISTER)));
        }
        return burdens;
    }

    private List<Outcome.Leftover> leftovers() {
        Set<Integer> wanted = new HashSet<>();
        for (int task = 0; task < stage.tasks(); task++) {
            GoalBook.leaves(stage.goal(task)).forEach(leaf -> wanted.addAll(List.of(leaf.first(), leaf.second())));
        }
        WorldPlan plan = stage.world().plan();
        return IntStream.range(plan.firstThing(), plan.entities())
                .mapToObj(e -> new Outcome.Leftover(
                        stage.world().parent(e),
                        stage.world().flags(e),
                        wanted.contains(e) || plan.has(e, Trait.AGENT),
                        plan.has(e, Trait.HEAT_SOURCE)))
                .toList();
    }
}
