package dev.firsthand.bench.oracle;

import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.activity.GoalBook;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Chooses which leaves of a goal to make true, branch by branch, and in which order.
final class Pursuit {
    private static final double TAKEN_ELSEWHERE = 0.5;
    private static final double USED_ALREADY = 0.001;
    private static final double IMPOSSIBLE = 100;

    private final World world;
    private final Set<Goal.Leaf> hopeless;
    private final Set<Integer> taken = new HashSet<>();
    private final Set<Integer> targets = new HashSet<>();
    private final List<Goal.Leaf> leaves = new ArrayList<>();

    private Pursuit(World world, Set<Goal.Leaf> hopeless) {
        this.world = world;
        this.hopeless = hopeless;
    }

    /// The leaves that are missing, the first to be made true first.
    ///
    /// @param hopeless leaves that were tried and can't be made true
    static List<Goal.Leaf> of(World world, Goal goal, Set<Goal.Leaf> hopeless) {
        var pursuit = new Pursuit(world, hopeless);
        GoalBook.leaves(goal).stream()
                .filter(leaf -> leaf.wanted() && isPlacement(leaf) && leaf.holds(world))
                .forEach(leaf -> pursuit.taken.add(leaf.first()));
        pursuit.collect(goal);
        pursuit.leaves.removeIf(pursuit::isSettledByMoving);
        pursuit.leaves.sort(Comparator.comparingInt(Pursuit::turn));
        return pursuit.leaves;
    }

    /// What has to leave one place and has another to go to need only go there.
    private boolean isSettledByMoving(Goal.Leaf leaf) {
        return !leaf.wanted()
                && isPlacement(leaf)
                && leaves.stream()
                        .anyMatch(other -> other.wanted() && isPlacement(other) && other.first() == leaf.first());
    }

    private void collect(Goal goal) {
        if (goal.holds(world)) {
            return;
        }
        switch (goal) {
            case Goal.Leaf leaf -> add(leaf);
            case Goal.All(List<Goal> parts) -> parts.forEach(this::collect);
            case Goal.Any(List<Goal> parts) -> best(parts).stream().limit(1).forEach(this::collect);
            case Goal.AtLeast(int count, List<Goal> parts) ->
                best(parts).stream().limit(count).forEach(this::collect);
            case Goal.Pairs(int needed, List<List<Goal>> rows) -> collectPairs(rows);
        }
    }

    private void add(Goal.Leaf leaf) {
        leaves.add(leaf);
        if (leaf.wanted() && isPlacement(leaf)) {
            taken.add(leaf.first());
            targets.add(leaf.second());
        }
    }

    /// Nearly true first; what would take a thing away from where it is wanted, or can't be done, last.
    private List<Goal> best(List<Goal> parts) {
        return parts.stream()
                .sorted(Comparator.comparingDouble(part -> -promise(part)))
                .toList();
    }

    private double promise(Goal part) {
        double promise = part.credit(world);
        for (Goal.Leaf leaf : GoalBook.leaves(part)) {
            if (leaf.holds(world)) {
                continue;
            }
            boolean takes = leaf.wanted() && isPlacement(leaf) && taken.contains(leaf.first());
            promise -= takes ? TAKEN_ELSEWHERE : 0;
            promise -= leaf.wanted() && targets.contains(leaf.second()) ? USED_ALREADY : 0;
            promise -= hopeless.contains(leaf) ? IMPOSSIBLE : 0;
        }
        return promise;
    }

    /// Rows and columns that are not paired yet go together, in order.
    private void collectPairs(List<List<Goal>> rows) {
        var usedColumns = new HashSet<Integer>();
        var open = new ArrayList<List<Goal>>();
        for (List<Goal> row : rows) {
            int column = firstTrue(row, usedColumns);
            if (column < 0) {
                open.add(row);
            } else {
                usedColumns.add(column);
            }
        }
        for (List<Goal> row : open) {
            int best = -1;
            for (int c = 0; c < row.size(); c++) {
                boolean isFree = !usedColumns.contains(c);
                if (isFree && (best < 0 || promise(row.get(c)) > promise(row.get(best)))) {
                    best = c;
                }
            }
            if (best >= 0) {
                usedColumns.add(best);
                collect(row.get(best));
            }
        }
    }

    private int firstTrue(List<Goal> row, Set<Integer> usedColumns) {
        for (int c = 0; c < row.size(); c++) {
            if (!usedColumns.contains(c) && row.get(c).holds(world)) {
                return c;
            }
        }
        return -1;
    }

    static boolean isPlacement(Goal.Leaf leaf) {
        Predicate predicate = leaf.predicate();
        return predicate.kind() == Predicate.Kind.TWO_THINGS || predicate == Predicate.INROOM;
    }

    /// Make, mend, clean, fill, heat, put, put beside, light, switch, close.
    private static int turn(Goal.Leaf leaf) {
        return switch (leaf.predicate()) {
            case REAL, FUTURE, BROKEN, ASSEMBLED -> 0;
            case COOKED, FROZEN -> leaf.wanted() ? 4 : 1;
            case COVERED -> leaf.wanted() ? 3 : 2;
            case FILLED, CONTAINS, SATURATED, INSOURCE -> 3;
            case FOLDED, UNFOLDED -> 4;
            case HOT -> 5;
            case ATTACHED -> leaf.wanted() ? 6 : 2;
            case INSIDE, ONTOP, UNDER, DRAPED, OVERLAID, INROOM -> leaf.wanted() ? 7 : 6;
            case NEXTTO, TOUCHING -> 8;
            case ON_FIRE -> 9;
            case OPEN, TOGGLED_ON -> leaf.wanted() ? 10 : 11;
        };
    }
}
