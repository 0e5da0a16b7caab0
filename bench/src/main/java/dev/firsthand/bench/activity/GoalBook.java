package dev.firsthand.bench.activity;

import dev.firsthand.bench.world.World;
import java.util.ArrayList;
import java.util.List;

/// Many goals over one world, each worked out again only when something it is about was written.
public final class GoalBook {
    private final World world;
    private final Goal.Truths truths;
    private final Goal[] goals;
    private final int[][] goalsOfEntity;
    private final int[] goalsOfSubstances;
    private final boolean[] holds;
    private final boolean[] isDue;
    private final int[] due;
    private int dueCount;
    private int holding;

    public GoalBook(World world, List<Goal> goals) {
        this.world = world;
        truths = Facts.in(world);
        this.goals = goals.toArray(Goal[]::new);
        holds = new boolean[goals.size()];
        isDue = new boolean[goals.size()];
        due = new int[goals.size()];
        int entities = world.plan().entities();
        List<List<Integer>> watchers = new ArrayList<>();
        for (int e = 0; e <= entities; e++) {
            watchers.add(new ArrayList<>());
        }
        for (int g = 0; g < goals.size(); g++) {
            int goal = g;
            leaves(goals.get(g)).forEach(leaf -> watch(watchers, leaf, goal, entities));
        }
        goalsOfEntity = watchers.stream().map(GoalBook::distinct).toArray(int[][]::new);
        goalsOfSubstances = goalsOfEntity[entities];
        lookAtAll();
    }

    private static void watch(List<List<Integer>> watchers, Goal.Leaf leaf, int goal, int entities) {
        watchers.get(Math.min(leaf.first(), entities)).add(goal);
        if (leaf.predicate().kind() == Predicate.Kind.TWO_THINGS) {
            watchers.get(leaf.second()).add(goal);
        }
    }

    private static int[] distinct(List<Integer> goals) {
        return goals.stream().mapToInt(Integer::intValue).distinct().toArray();
    }

    /// The ground leaves of a goal, each as often as it stands there.
    public static List<Goal.Leaf> leaves(Goal goal) {
        return switch (goal) {
            case Goal.Leaf leaf -> List.of(leaf);
            case Goal.All(List<Goal> parts) -> leavesOf(parts);
            case Goal.Any(List<Goal> parts) -> leavesOf(parts);
            case Goal.AtLeast(int count, List<Goal> parts) -> leavesOf(parts);
            case Goal.Pairs(int needed, List<List<Goal>> rows) ->
                rows.stream().flatMap(row -> leavesOf(row).stream()).toList();
        };
    }

    private static List<Goal.Leaf> leavesOf(List<Goal> parts) {
        return parts.stream().flatMap(part -> leaves(part).stream()).toList();
    }

    /// Looks at what was written since the last time.
    public void update() {
        int touched = world.touchedCount();
        for (int i = 0; i < touched; i++) {
            oweAll(goalsOfEntity[world.touched(i)]);
        }
        if (touched > 0) {
            oweAll(goalsOfSubstances);
        }
        world.forgetTouched();
        for (int i = 0; i < dueCount; i++) {
            int g = due[i];
            isDue[g] = false;
            boolean now = goals[g].holds(truths);
            holding += (now ? 1 : 0) - (holds[g] ? 1 : 0);
            holds[g] = now;
        }
        dueCount = 0;
    }

    /// At the start, and after the world went back to a saved state: nobody told what is otherwise now.
    public final void lookAtAll() {
        for (int g = 0; g < goals.length; g++) {
            owe(g);
        }
        update();
    }

    private void oweAll(int[] some) {
        for (int g : some) {
            owe(g);
        }
    }

    private void owe(int goal) {
        if (!isDue[goal]) {
            isDue[goal] = true;
            due[dueCount++] = goal;
        }
    }

    public boolean holds(int goal) {
        return holds[goal];
    }

    /// How many hold.
    public int holding() {
        return holding;
    }
}
