package dev.firsthand.bench.scenario;

import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.activity.GoalBook;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.world.Actions;
import dev.firsthand.bench.world.Flag;
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

/// What twists do to things, furniture and supplies. Where nothing suits, nothing happens.
final class ThingTwists {
    private static final Stream CHOICE = Stream.named("twist/choice");

    private final Stage stage;
    private final World world;
    private final WorldPlan plan;

    ThingTwists(Stage stage) {
        this.stage = stage;
        world = stage.world();
        plan = world.plan();
    }

    int drawn(int bound, int index) {
        return world.chance().below(Math.max(1, bound), CHOICE, index, 0);
    }

    int pick(int index, IntPredicate suits) {
        int[] all = IntStream.range(plan.firstThing(), plan.entities())
                .filter(e -> world.is(e, Flag.REAL) && suits.test(e))
                .toArray();
        return all.length == 0 ? World.NONE : all[drawn(all.length, index)];
    }

    /// What a task is about and nobody holds; none if all of it is being carried.
    int target(int task) {
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

    /// Somebody of the home; none where nobody lives.
    int person(int index) {
        var people = stage.household().people();
        return people.isEmpty()
                ? World.NONE
                : people.get(drawn(people.size(), index)).entity();
    }

    /// A thing that could be taken and no task is about.
    int unwanted(int index) {
        return pick(index, e -> isLoose(e) && !isWanted(e));
    }

    boolean isFurniture(int e) {
        return plan.has(e, Trait.FIXTURE) && !plan.has(e, Trait.FLOOR) && !plan.has(e, Trait.CHARGER);
    }

    void moveTarget(int task, int index, boolean isHidden) {
        int thing = target(task);
        int place = pick(
                index,
                e -> isFurniture(e) && (!isHidden || (plan.has(e, Trait.CONTAINER) && plan.has(e, Trait.OPENABLE))));
        if (thing != World.NONE && place != World.NONE && !world.isBelow(place, thing)) {
            world.put(thing, isHidden ? Relation.IN : Relation.ON, place);
        }
    }

    /// Another of its kind is where it was, and it is where the other was.
    void swapTarget(int task) {
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
    void breakSpare(int index) {
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
    void runOut() {
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
    void knockOver(int task) {
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
    void takeThePlace(int task) {
        for (Goal.Leaf leaf : GoalBook.leaves(stage.goal(task))) {
            boolean isPlace = leaf.predicate() == Predicate.ONTOP || leaf.predicate() == Predicate.INSIDE;
            int intruder = isPlace ? pick(task, e -> isLoose(e) && !isWanted(e)) : World.NONE;
            if (intruder != World.NONE && !world.isBelow(leaf.second(), intruder) && intruder != leaf.second()) {
                world.put(intruder, Relation.ON, leaf.second());
                return;
            }
        }
    }

    void block(int index) {
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

    void rearrange(int index) {
        int one = pick(index, this::isFurniture);
        int other = pick(index + 1, e -> isFurniture(e) && e != one && world.room(e) == world.room(one));
        if (one != World.NONE && other != World.NONE) {
            int x = world.xMm(one);
            int y = world.yMm(one);
            world.stand(one, world.room(one), world.xMm(other), world.yMm(other));
            world.stand(other, world.room(other), x, y);
        }
    }

    void dropHeld() {
        int robot = stage.robot();
        int held = pick(0, e -> world.parent(e) == robot && world.relation(e) == Relation.HELD);
        if (held != World.NONE) {
            world.stand(held, world.room(robot), world.xMm(robot), world.yMm(robot));
        }
    }

    /// Somebody does a part of a task: puts one of its things where it belongs.
    void help(int task) {
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

    void leaveOn() {
        int stove = pick(0, e -> plan.has(e, Trait.HEAT_SOURCE) && plan.has(e, Trait.TOGGLEABLE));
        if (stove != World.NONE) {
            world.setFlag(stove, Flag.POWERED, true);
        }
    }

    void cutPower() {
        for (int e = plan.firstThing(); e < plan.entities(); e++) {
            if (plan.has(e, Trait.TOGGLEABLE)) {
                world.setFlag(e, Flag.POWERED, false);
            }
        }
    }
}
