package dev.firsthand.bench.scenario;

import dev.firsthand.bench.oracle.Oracle;
import dev.firsthand.bench.people.Person;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Actions;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// People who have nobody to ask: each does what they would have asked for, the most urgent first, and leaves
/// their own day for as long. They know where everything was in the morning, see what people see, plan as the oracle
/// does and walk as people do.
final class Chores {
    private static final long LOOK_AGAIN_MS = 60_000;
    /// What could not be done takes a look, and nothing takes less.
    private static final long LEAST_MS = 1_000;

    private final Stage stage;
    private final World world;
    private final Map<Integer, Worker> workers = new HashMap<>();
    private final long[] timeMs;

    Chores(Stage stage) {
        this.stage = stage;
        world = stage.world();
        timeMs = new long[stage.tasks()];
        for (Person person : stage.household().people()) {
            int who = person.entity();
            workers.put(who, new Worker(Oracle.ofResident(world, who), stage.byDeadline(who)));
        }
    }

    /// Somebody who does chores.
    private static final class Worker {
        private final Oracle planner;
        private final List<Integer> tasks;
        private Optional<Action> underWay = Optional.empty();
        private boolean isAwake;

        Worker(Oracle planner, List<Integer> tasks) {
            this.planner = planner;
            this.tasks = tasks;
        }
    }

    /// A task that its requester has nobody to ask for.
    void take(int task) {
        int person = stage.requester(task);
        Worker worker = workers.get(person);
        if (worker != null && !worker.isAwake) {
            worker.isAwake = true;
            world.wakeAt(world.now(), Stage.CHORE, person, 0);
        }
    }

    /// Ends what somebody was about and lets them begin the next thing.
    void goOn(int person) {
        Worker worker = workers.get(person);
        if (worker != null) {
            if (world.is(person, Flag.FALLEN)) {
                worker.underWay = Optional.empty();
                world.wakeAt(world.now() + LOOK_AGAIN_MS, Stage.CHORE, person, 0);
                return;
            }
            worker.underWay.ifPresent(act -> stage.actions().actAtOnce(person, act.op(), act.a(), act.b(), act.c()));
            worker.underWay = begin(person, worker);
        }
    }

    private Optional<Action> begin(int person, Worker worker) {
        boolean isAnyOpen = false;
        for (int task : worker.tasks) {
            if (stage.isOpen(task)) {
                isAnyOpen = true;
                Optional<Action> step = worker.planner.next(stage.goal(task));
                if (step.isPresent()) {
                    Actions actions = stage.actions();
                    long ms = Math.max(
                            LEAST_MS,
                            actions.takesMs(person, step.get().op(), step.get().a()));
                    timeMs[task] += ms;
                    world.wakeAt(world.now() + ms, Stage.CHORE, person, 0);
                    return step;
                }
            }
        }
        worker.isAwake = isAnyOpen; // what was done has to stay so until it is over
        if (isAnyOpen) {
            world.wakeAt(world.now() + LOOK_AGAIN_MS, Stage.CHORE, person, 0);
        }
        return Optional.empty();
    }

    /// Whether somebody is at a chore and goes nowhere else.
    boolean keeps(int person) {
        Worker worker = workers.get(person);
        return worker != null && worker.underWay.isPresent();
    }

    /// How long people were at a task so far.
    long timeMs(int task) {
        return timeMs[task];
    }
}
