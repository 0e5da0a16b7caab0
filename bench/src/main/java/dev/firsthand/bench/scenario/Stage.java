package dev.firsthand.bench.scenario;

import dev.firsthand.bench.activity.ActivityHome;
import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.people.Household;
import dev.firsthand.bench.people.Person;
import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.people.Utterance;
import dev.firsthand.bench.world.Actions;
import dev.firsthand.bench.world.Actor;
import dev.firsthand.bench.world.Slips;
import dev.firsthand.bench.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A scenario that is being lived: its home, its people, its tasks with their credit, and its twists as they fire.
public final class Stage implements Actor {
    private static final int FIRST_KIND = World.FIRST_ACTOR_KIND + 16;
    private static final int RELEASE = FIRST_KIND;
    private static final int JUDGE = FIRST_KIND + 1;
    static final int TWIST = FIRST_KIND + 2;
    static final int UNTWIST = FIRST_KIND + 3;
    static final int CHORE = FIRST_KIND + 4;
    static final int SAY_AGAIN = FIRST_KIND + 5;
    private static final int JUDGED_TIMES = 3;
    private static final long AN_HOUR_MS = 3_600_000;

    private final Scenario scenario;
    private final ActivityHome.LaidOut home;
    private final World world;
    private final Actions actions;
    private final Household household;
    private final Twisting twisting;
    private final Optional<Chores> chores;
    private final List<Goal> goals = new ArrayList<>();
    private final double[] credit;
    private final boolean[] isReleased;
    private final boolean[] isCancelled;
    private final double[] startCredit;

    private Stage(Scenario scenario, Library library, boolean isWithoutRobot) {
        this.scenario = scenario;
        home = library.home(scenario);
        world = new World(home.plan(), scenario.seed());
        actions = new Actions(
                world, scenario.slipsPerMille() == 0 ? Slips.none() : Slips.perMille(scenario.slipsPerMille()));
        household = new Household(world, people(), scenario.startHour() * AN_HOUR_MS);
        scenario.tasks().forEach(task -> goals.add(home.activity(task.key()).goal()));
        int count = scenario.tasks().size();
        credit = new double[count];
        Arrays.fill(credit, 1);
        isReleased = new boolean[count];
        isCancelled = new boolean[count];
        startCredit = goals.stream().mapToDouble(goal -> goal.credit(world)).toArray();
        twisting = new Twisting(this);
        chores = isWithoutRobot ? Optional.of(new Chores(this)) : Optional.empty();
        world.listen(this);
        household.begin(world);
        schedule();
    }

    public static Stage open(Scenario scenario, Library library) {
        return new Stage(scenario, library, false);
    }

    /// The same day where nobody asks the robot, and people do themselves what they would have asked for.
    public static Stage ofPeopleAlone(Scenario scenario, Library library) {
        return new Stage(scenario, library, true);
    }

    private List<Person> people() {
        var people = new ArrayList<Person>();
        for (int i = 0; i < scenario.residents().size(); i++) {
            Resident resident = scenario.residents().get(i);
            people.add(new Person(home.people().get(i), resident.role(), List.of(resident.language()), List.of()));
        }
        return people;
    }

    private void schedule() {
        for (int t = 0; t < scenario.tasks().size(); t++) {
            Task task = scenario.tasks().get(t);
            world.wakeAt(task.releaseMs(), RELEASE, 0, t);
            for (int time = 0; time < JUDGED_TIMES; time++) {
                world.wakeAt(task.deadlineMs() + task.holdMs() * time / (JUDGED_TIMES - 1), JUDGE, 0, t);
            }
        }
        for (int i = 0; i < scenario.twists().size(); i++) {
            world.wakeAt(scenario.twists().get(i).atMs(), TWIST, 0, i);
        }
    }

    @Override
    public void wake(World woken, int kind, int entity, int detail) {
        switch (kind) {
            case RELEASE -> release(detail);
            case JUDGE -> credit[detail] = Math.min(credit[detail], goal(detail).credit(world));
            case TWIST -> twisting.fire(detail);
            case UNTWIST -> twisting.undo(entity, detail);
            case SAY_AGAIN -> twisting.spoken().again(entity, detail);
            case CHORE -> chores.ifPresent(all -> all.goOn(entity));
            default -> liveOn(kind, entity, detail);
        }
    }

    /// Who is at a chore does not walk off to something else.
    private void liveOn(int kind, int entity, int detail) {
        boolean isKept =
                kind == Household.ARRIVE && chores.map(all -> all.keeps(entity)).orElse(false);
        if (!isKept) {
            household.wake(world, kind, entity, detail);
        }
    }

    private void release(int task) {
        if (!isReleased[task]) {
            isReleased[task] = true;
            chores.ifPresentOrElse(all -> all.take(task), () -> say(requester(task), SpeechAct.REQUEST, task));
        }
    }

    void say(int speaker, SpeechAct act, int about) {
        household.say(world, utterance(speaker, act, about));
    }

    Utterance utterance(int speaker, SpeechAct act, int about) {
        String language = household
                .person(speaker)
                .map(person -> person.languages().getFirst())
                .orElse("en");
        return new Utterance(world.now(), speaker, home.robot(), act, about, language);
    }

    /// The robot says something. Who was not clear and is asked says what they mean.
    public void hear(Utterance said) {
        household
                .hear(world, said)
                .filter(reply -> reply.act() == SpeechAct.CONFIRM)
                .ifPresent(reply -> twisting.spoken().explain(reply.speaker()));
    }

    int requester(int task) {
        return home.people().isEmpty()
                ? home.robot()
                : home.people()
                        .get(scenario.tasks().get(task).requester()
                                % home.people().size());
    }

    /// The tasks of a requester, what is due first before the rest.
    List<Integer> byDeadline(int requester) {
        return IntStream.range(0, tasks())
                .filter(task -> requester(task) == requester)
                .boxed()
                .sorted(Comparator.comparingLong(
                        task -> scenario.tasks().get(task).deadlineMs()))
                .toList();
    }

    void releaseNow(int task) {
        release(task);
    }

    void cancel(int task) {
        isCancelled[task] = true;
        say(requester(task), SpeechAct.CANCEL, task);
    }

    public Scenario scenario() {
        return scenario;
    }

    public World world() {
        return world;
    }

    public Actions actions() {
        return actions;
    }

    public Household household() {
        return household;
    }

    public int robot() {
        return home.robot();
    }

    /// What a task is judged by now.
    public Goal goal(int task) {
        return goals.get(task);
    }

    void changeGoal(int task, Goal other) {
        goals.set(task, other);
    }

    /// What was said by the way so far and calls for an answer.
    public List<Demand> demands() {
        return twisting.spoken().demands();
    }

    /// Whether a task's goal is true at this moment.
    public boolean holds(int task) {
        return goal(task).holds(world);
    }

    public int tasks() {
        return goals.size();
    }

    /// Asked for, and neither cancelled nor over.
    public boolean isOpen(int task) {
        return isReleased[task] && !isCancelled[task] && world.now() < endMs(task);
    }

    public boolean isReleased(int task) {
        return isReleased[task];
    }

    public boolean isCancelled(int task) {
        return isCancelled[task];
    }

    /// Its hold window is over: its credit stands.
    public boolean isJudged(int task) {
        return world.now() >= endMs(task);
    }

    private long endMs(int task) {
        Task it = scenario.tasks().get(task);
        return it.deadlineMs() + it.holdMs();
    }

    /// The least of a task's V over its hold window: what it scores before the no-op twin is taken off.
    public double credit(int task) {
        return credit[task];
    }

    /// V before anybody did anything.
    public double startCredit(int task) {
        return startCredit[task];
    }

    /// How long people were at a task themselves; 0 where they have a robot to ask.
    public long choreMs(int task) {
        return chores.map(all -> all.timeMs(task)).orElse(0L);
    }

    public boolean isOver() {
        return world.now() >= scenario.tier().lengthMs();
    }

    /// The robot has said that a task is done: some twists wait for that.
    public void doneIsSaid(int task) {
        twisting.doneIsSaid();
    }

    /// Twists that have fired so far.
    public int twistsFired() {
        return twisting.fired();
    }

    /// When a twist fired; -1 as long as it has not.
    public long twistFiredAtMs(int index) {
        return twisting.firedAtMs(index);
    }
}
