package dev.firsthand.bench.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Handing things over, checked as a model: every state that two at a table can reach with three things, and every step
/// from each.
class HandoverTest {
    private static final List<Integer> THINGS = List.of(TinyHome.CUP, TinyHome.POT, TinyHome.KNIFE);
    private static final List<Integer> AGENTS = List.of(TinyHome.ROBOT, TinyHome.PERSON);
    private static final int HANDS = 2;

    private final World world = TinyHome.world();
    private final Actions actions = new Actions(world, Slips.none());

    /// Who or what has each thing, and whether the person is busy.
    private record State(List<Integer> holders, boolean isBusy) {
        int holder(int thing) {
            return holders.get(THINGS.indexOf(thing));
        }

        long heldBy(int agent) {
            return holders.stream().filter(holder -> holder == agent).count();
        }
    }

    private record Step(int agent, Action action) {}

    @Test
    void no_step_loses_doubles_or_forces_a_thing_and_from_every_state_all_can_be_put_back() {
        Map<State, Set<State>> reached = explored();

        assertThat(reached).hasSize(2 * 25); // three things in three places, but never three in two hands
        reached.keySet()
                .forEach(state ->
                        AGENTS.forEach(agent -> assertThat(state.heldBy(agent)).isLessThanOrEqualTo(HANDS)));
        State laid = new State(List.of(TinyHome.TABLE, TinyHome.TABLE, TinyHome.TABLE), false);
        assertThat(reached.keySet()).allMatch(state -> leadsTo(state, laid, reached));
    }

    @Test
    void who_is_busy_or_has_fallen_keeps_what_they_hold_until_they_can_hand_it_over() {
        AGENTS.forEach(agent -> world.stand(agent, TinyHome.KITCHEN, 1000, 1200));
        world.put(TinyHome.CUP, Relation.HELD, TinyHome.PERSON);
        for (Flag flag : List.of(Flag.BUSY, Flag.FALLEN)) {
            world.setFlag(TinyHome.PERSON, flag, true);
            assertThat(actions.act(TinyHome.ROBOT, Op.RECEIVE, TinyHome.CUP, TinyHome.PERSON, 0))
                    .isEqualTo(Reason.NOT_GIVEN);
            assertThat(world.parent(TinyHome.CUP)).isEqualTo(TinyHome.PERSON);
            world.setFlag(TinyHome.PERSON, flag, false);
        }
        assertThat(actions.act(TinyHome.ROBOT, Op.RECEIVE, TinyHome.CUP, TinyHome.PERSON, 0))
                .isEqualTo(Reason.DONE);
    }

    @Test
    void what_is_in_a_pot_that_somebody_holds_is_neither_taken_nor_cut_nor_poured_away() {
        AGENTS.forEach(agent -> world.stand(agent, TinyHome.KITCHEN, 1000, 1200));
        world.put(TinyHome.EGG, Relation.IN, TinyHome.POT);
        world.setAmount(Layer.WITHIN, TinyHome.POT, TinyHome.WATER, Layer.FULL_UNITS);
        world.put(TinyHome.POT, Relation.HELD, TinyHome.PERSON);
        world.put(TinyHome.KNIFE, Relation.HELD, TinyHome.ROBOT);
        int water = Pouring.portion(TinyHome.WATER, Layer.WITHIN, Layer.FULL_UNITS);

        assertThat(List.of(
                        actions.act(TinyHome.ROBOT, Op.PICK, TinyHome.EGG, 0, 0),
                        actions.act(TinyHome.ROBOT, Op.CUT, TinyHome.EGG, TinyHome.KNIFE, 0),
                        actions.act(TinyHome.ROBOT, Op.POUR, TinyHome.POT, TinyHome.CUP, water)))
                .containsOnly(Reason.NOT_PERMITTED);
        assertThat(actions.act(TinyHome.PERSON, Op.PICK, TinyHome.EGG, 0, 0)).isEqualTo(Reason.DONE);
    }

    private Map<State, Set<State>> explored() {
        AGENTS.forEach(agent -> world.stand(agent, TinyHome.KITCHEN, 1000, 1200));
        world.setFlag(TinyHome.PERSON, Flag.BUSY, false);
        var snapshots = new HashMap<>(Map.of(state(), world.save()));
        var next = new HashMap<State, Set<State>>();
        var open = new ArrayDeque<>(List.of(state()));
        while (!open.isEmpty()) {
            State from = open.remove();
            Set<State> after = next.computeIfAbsent(from, state -> new HashSet<>());
            for (Step step : steps()) {
                world.restore(snapshots.getOrDefault(from, world.save()));
                isSound(from, step, act(step), state());
                after.add(meet(snapshots, open));
            }
            world.restore(snapshots.getOrDefault(from, world.save()));
            world.setFlag(TinyHome.PERSON, Flag.BUSY, !from.isBusy());
            after.add(meet(snapshots, open));
        }
        return next;
    }

    private Reason act(Step step) {
        Action action = step.action();
        return actions.actAtOnce(step.agent(), action.op(), action.a(), action.b(), action.c());
    }

    private State meet(Map<State, Snapshot> snapshots, ArrayDeque<State> open) {
        State met = state();
        if (snapshots.putIfAbsent(met, world.save()) == null) {
            open.add(met);
        }
        return met;
    }

    private State state() {
        return new State(THINGS.stream().map(world::parent).toList(), world.is(TinyHome.PERSON, Flag.BUSY));
    }

    private static List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (int agent : AGENTS) {
            int other = agent == TinyHome.ROBOT ? TinyHome.PERSON : TinyHome.ROBOT;
            for (int thing : THINGS) {
                steps.add(new Step(agent, Action.of(Op.OFFER, thing, other)));
                steps.add(new Step(agent, Action.of(Op.RECEIVE, thing, other)));
                steps.add(new Step(agent, Action.of(Op.PICK, thing)));
                steps.add(new Step(agent, Action.place(thing, Relation.ON, TinyHome.TABLE)));
            }
        }
        return steps;
    }

    /// What is refused changes nothing; what is done moves one thing, and only where it was meant to go.
    private static void isSound(State before, Step step, Reason reason, State after) {
        int thing = step.action().a();
        if (reason != Reason.DONE) {
            assertThat(after).isEqualTo(before);
            return;
        }
        int from = before.holder(thing);
        int to = after.holder(thing);
        THINGS.stream()
                .filter(one -> one != thing)
                .forEach(one -> assertThat(after.holder(one)).isEqualTo(before.holder(one)));
        switch (step.action().op()) {
            case OFFER -> {
                assertThat(List.of(from, to))
                        .containsExactly(step.agent(), step.action().b());
                assertThat(before.isBusy() && to == TinyHome.PERSON).isFalse();
            }
            case RECEIVE -> {
                assertThat(List.of(from, to)).containsExactly(step.action().b(), step.agent());
                assertThat(before.isBusy() && from == TinyHome.PERSON).isFalse();
            }
            case PICK -> assertThat(List.of(from, to)).containsExactly(TinyHome.TABLE, step.agent());
            default -> assertThat(List.of(from, to)).containsExactly(step.agent(), TinyHome.TABLE);
        }
    }

    private static boolean leadsTo(State from, State wanted, Map<State, Set<State>> next) {
        var seen = new HashSet<>(Set.of(from));
        var open = new ArrayDeque<>(seen);
        while (!open.isEmpty() && !seen.contains(wanted)) {
            next.getOrDefault(open.remove(), Set.of()).stream()
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return seen.contains(wanted);
    }
}
