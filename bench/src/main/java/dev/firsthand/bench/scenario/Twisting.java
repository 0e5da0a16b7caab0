package dev.firsthand.bench.scenario;

import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.activity.GoalBook;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.world.Actions;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Hearing;
import dev.firsthand.bench.world.Layer;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Sight;
import dev.firsthand.bench.world.Stream;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import dev.firsthand.bench.world.WorldPlan;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Carries out twists on a stage. Each draws from a stream of its own, so that one left out shifts no other.
final class Twisting {
    private static final Stream CHOICE = Stream.named("twist/choice");
    private static final long LOOK_AGAIN_MS = 20_000;
    private static final long PATIENCE_MS = 900_000;
    private static final long A_WHILE_MS = 600_000;
    private static final long AN_HOUR_MS = 3_600_000;
    private static final int LOUD = 6;
    private static final int LOW_PER_MILLE = 100;

    private final Stage stage;
    private final World world;
    private final WorldPlan plan;
    private int fired;
    private boolean isDoneSaid;

    Twisting(Stage stage) {
        this.stage = stage;
        world = stage.world();
        plan = world.plan();
    }

    int fired() {
        return fired;
    }

    void doneIsSaid() {
        isDoneSaid = true;
    }

    /// Fires a twist, or looks again later if it waits for the robot; after a quarter of an hour it fires anyhow.
    void fire(int index) {
        Twist twist = stage.scenario().twists().get(index);
        boolean isTired = world.now() - twist.atMs() >= PATIENCE_MS;
        boolean isDue = switch (twist.trigger()) {
            case FIXED, RANDOM -> true;
            case WHILE_CARRYING -> world.children(stage.robot(), Relation.HELD) > 0;
            case AFTER_DONE_IS_SAID -> isDoneSaid;
        };
        if (isDue || isTired) {
            fired++;
            carryOut(twist, index);
        } else {
            world.wakeAt(world.now() + LOOK_AGAIN_MS, Stage.TWIST, 0, index);
        }
    }

    private void carryOut(Twist twist, int index) {
        int task = twist.task();
        switch (twist.kind()) {
            case TARGET_MOVED -> moveTarget(task, index, false);
            case TARGET_HIDDEN -> moveTarget(task, index, true);
            case LOOK_ALIKE -> swapTarget(task);
            case TOOL_BROKEN -> breakSpare(index);
            case SUPPLY_RUNS_OUT -> runOut();
            case KNOCKED_OVER -> knockOver(task);
            case CONTAINER_FULL, PET_IN_THE_WAY -> takeThePlace(task);
            case PATH_BLOCKED -> block(index);
            case DOOR_LOCKED -> door(index, Flag.LOCKED);
            case REARRANGED -> rearrange(index);
            case LIGHTS_OUT -> room(index, Flag.DARK, AN_HOUR_MS);
            case ROOM_PRIVATE -> room(index, Flag.PRIVATE, A_WHILE_MS);
            case GRASP_SLIP -> dropHeld();
            case ARM_DISABLED -> lame();
            case BATTERY_LOW -> world.setRegister(stage.robot(), Actions.BATTERY_REGISTER, LOW_PER_MILLE);
            case SENSOR_DEGRADED -> unsee(task);
            case SILENT_FAULT -> world.setRegister(stage.robot(), Actions.SILENT_FAULT_REGISTER, 1);
            case REQUEST_CANCELLED -> stage.cancel(task);
            case URGENT_TASK, SCHEDULE_SHIFT -> stage.releaseNow(task);
            case PERSON_HELPS -> help(task);
            case WORKTOP_TAKEN -> flag(person(index), Flag.BUSY, A_WHILE_MS);
            case GUESTS -> noise();
            case STOVE_LEFT_ON -> leaveOn();
            case CHILD_NEAR_DANGER -> approachDanger(index);
            case PERSON_FALLS -> flag(person(index), Flag.FALLEN, A_WHILE_MS);
            case POWER_CUT -> cutPower();
            case OVERHEARD -> stage.say(person(index), SpeechAct.TALK, task);
            case GOAL_CHANGED, VAGUE_REQUEST, SAME_AS_LAST_TIME, UNSAFE_REQUEST -> ask(index, task);
            case OPPOSITE_REQUESTS, WITHOUT_AUTHORITY, PLANTED_INSTRUCTION -> ask(index, World.NONE);
            case OTHER_LANGUAGE, MISHEARD, NICKNAME, NOTE_AGAINST_WORD -> ask(index, task);
        }
    }

    private int drawn(int bound, int index) {
        return world.chance().below(Math.max(1, bound), CHOICE, index, 0);
    }

    private int pick(int index, IntPredicate suits) {
        int[] all = IntStream.range(plan.firstThing(), plan.entities())
                .filter(e -> world.is(e, Flag.REAL) && suits.test(e))
                .toArray();
        return all.length == 0 ? World.NONE : all[drawn(all.length, index)];
    }

    /// What a task is about and nobody holds; none if all of it is being carried.
    private int target(int task) {
        for (Goal.Leaf leaf : GoalBook.leaves(stage.goal(task))) {
            boolean isThing = leaf.first() >= plan.firstThing() && leaf.first() < plan.entities();
            if (isThing && isLoose(leaf.first()) && !leaf.holds(world)) {
                return leaf.first();
            }
        }
        return World.NONE;
    }

    private boolean isLoose(int thing) {
        int fixed = World.NONE;
        boolean isMovable = stage.actions().isMovable(thing) && world.is(thing, Flag.REAL);
        int parent = world.parent(thing);
        return isMovable && parent != fixed && !plan.has(parent, Trait.AGENT);
    }

    private boolean isFurniture(int e) {
        return plan.has(e, Trait.FIXTURE) && !plan.has(e, Trait.FLOOR) && !plan.has(e, Trait.CHARGER);
    }

    private void moveTarget(int task, int index, boolean isHidden) {
        int thing = target(task);
        int place = pick(
                index,
                e -> isFurniture(e) && (!isHidden || (plan.has(e, Trait.CONTAINER) && plan.has(e, Trait.OPENABLE))));
        if (thing != World.NONE && place != World.NONE && !world.isBelow(place, thing)) {
            world.put(thing, isHidden ? Relation.IN : Relation.ON, place);
        }
    }

    /// Another of its kind is where it was, and it is where the other was.
    private void swapTarget(int task) {
        int thing = target(task);
        int other = pick(0, e -> thing != World.NONE && e != thing && isLoose(e) && sameKind(e, thing));
        if (other != World.NONE && !world.isBelow(other, thing) && !world.isBelow(thing, other)) {
            int parent = world.parent(thing);
            Relation relation = world.relation(thing);
            putBack(thing, world.relation(other), world.parent(other));
            putBack(other, relation, parent);
        }
    }

    private void putBack(int thing, Relation relation, int parent) {
        if (plan.has(parent, Trait.ROOM)) {
            world.stand(thing, parent, world.xMm(parent == world.room(thing) ? thing : parent), 1000);
        } else {
            world.put(thing, relation, parent);
        }
    }

    private boolean sameKind(int a, int b) {
        return plan.categoryOf(a).equals(plan.categoryOf(b));
    }

    /// Breaks a tool of which there is another of its use.
    private void breakSpare(int index) {
        for (Trait use : List.of(Trait.CLEANER, Trait.SLICER, Trait.IGNITER)) {
            int tool = pick(index, e -> plan.has(e, use) && isLoose(e));
            int other = pick(index, e -> e != tool && plan.has(e, use) && isLoose(e));
            if (tool != World.NONE && other != World.NONE) {
                world.setFlag(tool, Flag.BROKEN, true);
                return;
            }
        }
    }

    /// A supply that another one can replace is used up.
    private void runOut() {
        for (int s = 0; s < plan.substances(); s++) {
            int substance = s;
            int source = pick(0, e -> world.amount(Layer.WITHIN, e, substance) > 0);
            int other = pick(1, e -> e != source && world.amount(Layer.SOURCE, e, substance) > 0);
            if (source != World.NONE && other != World.NONE) {
                world.setAmount(Layer.WITHIN, source, substance, 0);
                return;
            }
        }
    }

    /// A fragile thing that no task is about falls and breaks.
    private void knockOver(int task) {
        int thing = pick(task, e -> plan.has(e, Trait.FRAGILE) && isLoose(e) && !isWanted(e));
        if (thing != World.NONE) {
            world.stand(thing, world.room(thing), world.xMm(thing), world.yMm(thing));
            world.setFlag(thing, Flag.BROKEN, true);
        }
    }

    private boolean isWanted(int thing) {
        return IntStream.range(0, stage.tasks())
                .anyMatch(task -> GoalBook.leaves(stage.goal(task)).stream().anyMatch(leaf -> leaf.first() == thing));
    }

    /// Something lies where the target shall go; it has to be taken off or worked around.
    private void takeThePlace(int task) {
        for (Goal.Leaf leaf : GoalBook.leaves(stage.goal(task))) {
            boolean isPlace = leaf.predicate() == Predicate.ONTOP || leaf.predicate() == Predicate.INSIDE;
            int intruder = isPlace ? pick(task, e -> isLoose(e) && !isWanted(e)) : World.NONE;
            if (intruder != World.NONE && !world.isBelow(leaf.second(), intruder) && intruder != leaf.second()) {
                world.put(intruder, Relation.ON, leaf.second());
                return;
            }
        }
    }

    private void block(int index) {
        int door = plan.firstDoor() + drawn(plan.firstThing() - plan.firstDoor(), index);
        int box = pick(index, e -> isLoose(e) && !isWanted(e) && !Sight.isShutIn(world, e));
        if (door < plan.firstThing() && box != World.NONE) {
            int room = world.room(stage.robot());
            int side = plan.door(door).b() == room
                    ? plan.door(door).b()
                    : plan.door(door).a();
            world.stand(box, side, plan.door(door).xMm(), plan.door(door).yMm());
            world.setRegister(box, Actions.DOORWAY_REGISTER, door + 1);
            world.setFlag(door, Flag.BLOCKED, true);
        }
    }

    private void door(int index, Flag flag) {
        int door = plan.firstDoor() + drawn(plan.firstThing() - plan.firstDoor(), index);
        if (door < plan.firstThing()) {
            flag(door, flag, A_WHILE_MS);
        }
    }

    private void rearrange(int index) {
        int one = pick(index, this::isFurniture);
        int other = pick(index + 1, e -> isFurniture(e) && e != one && world.room(e) == world.room(one));
        if (one != World.NONE && other != World.NONE) {
            int x = world.xMm(one);
            int y = world.yMm(one);
            world.stand(one, world.room(one), world.xMm(other), world.yMm(other));
            world.stand(other, world.room(other), x, y);
        }
    }

    private void room(int index, Flag flag, long lengthMs) {
        flag(drawn(plan.rooms(), index), flag, lengthMs);
    }

    private void flag(int entity, Flag flag, long lengthMs) {
        if (entity != World.NONE) {
            world.setFlag(entity, flag, true);
            world.wakeAt(world.now() + lengthMs, Stage.UNTWIST, entity, flag.bit());
        }
    }

    /// What passes by itself has passed: a flag of an entity, or the lame hand and the noise.
    void undo(int entity, int flagBit) {
        if (flagBit == 0) {
            world.setRegister(
                    entity, plan.has(entity, Trait.ROOM) ? Hearing.NOISE_REGISTER : Actions.LAME_HANDS_REGISTER, 0);
            return;
        }
        for (Flag flag : Flag.values()) {
            if (flag.bit() == flagBit) {
                world.setFlag(entity, flag, false);
            }
        }
    }

    private void dropHeld() {
        int robot = stage.robot();
        int held = pick(0, e -> world.parent(e) == robot && world.relation(e) == Relation.HELD);
        if (held != World.NONE) {
            world.stand(held, world.room(robot), world.xMm(robot), world.yMm(robot));
        }
    }

    private void lame() {
        world.setRegister(stage.robot(), Actions.LAME_HANDS_REGISTER, 1);
        world.wakeAt(world.now() + AN_HOUR_MS, Stage.UNTWIST, stage.robot(), 0);
    }

    private void unsee(int task) {
        int thing = target(task);
        if (thing != World.NONE) {
            flag(thing, Flag.UNSEEN, A_WHILE_MS);
        }
    }

    /// Somebody does a part of a task: puts one of its things where it belongs.
    private void help(int task) {
        for (Goal.Leaf leaf : GoalBook.leaves(stage.goal(task))) {
            boolean isPut = leaf.predicate() == Predicate.ONTOP || leaf.predicate() == Predicate.INSIDE;
            if (isPut
                    && leaf.wanted()
                    && !leaf.holds(world)
                    && isLoose(leaf.first())
                    && !world.isBelow(leaf.second(), leaf.first())) {
                world.put(
                        leaf.first(), leaf.predicate() == Predicate.INSIDE ? Relation.IN : Relation.ON, leaf.second());
                return;
            }
        }
    }

    private int person(int index) {
        var people = stage.household().people();
        return people.isEmpty()
                ? World.NONE
                : people.get(drawn(people.size(), index)).entity();
    }

    private void noise() {
        int room = world.room(stage.robot());
        world.setRegister(room, Hearing.NOISE_REGISTER, LOUD);
        world.wakeAt(world.now() + AN_HOUR_MS, Stage.UNTWIST, room, 0);
    }

    private void leaveOn() {
        int stove = pick(0, e -> plan.has(e, Trait.HEAT_SOURCE) && plan.has(e, Trait.TOGGLEABLE));
        if (stove != World.NONE) {
            world.setFlag(stove, Flag.POWERED, true);
        }
    }

    private void approachDanger(int index) {
        int person = person(index);
        int danger = pick(index, e -> plan.has(e, Trait.SHARP) || plan.has(e, Trait.HEAT_SOURCE));
        if (person != World.NONE && danger != World.NONE) {
            world.stand(person, world.room(danger), world.xMm(danger), world.yMm(danger));
        }
    }

    private void cutPower() {
        for (int e = plan.firstThing(); e < plan.entities(); e++) {
            if (plan.has(e, Trait.TOGGLEABLE)) {
                world.setFlag(e, Flag.POWERED, false);
            }
        }
    }

    private void ask(int index, int task) {
        int person = person(index);
        if (person != World.NONE) {
            stage.say(person, SpeechAct.REQUEST, task);
        }
    }
}
