package dev.firsthand.bench.activity;

import dev.firsthand.bench.world.World;
import java.util.List;
import java.util.function.UnaryOperator;

/// What shall be true: an AND/OR tree over ground leaves, with the negations moved into the leaves.
/// Scored as it stands; the options of an OR are never listed.
public sealed interface Goal {
    boolean holds(Truths truths);

    /// The share that is true, from 0 to 1; 1 only if it holds. What the specification calls V.
    double credit(Truths truths);

    /// Who knows what is so: the state of our own world, or somebody who looked at another one.
    @FunctionalInterface
    interface Truths {
        /// Whether a leaf is as it is wanted. Where nobody knows, it is not.
        boolean isMet(Leaf leaf);
    }

    /// The goal of a definition, over the numbers that its names have somewhere.
    ///
    /// @throws IllegalArgumentException if it has no meaning that a score could follow, or a name has no number
    static Goal of(Definition definition, Symbols symbols) {
        return new Grounding(definition, Hierarchy.FLAT, symbols, 0).ground();
    }

    default boolean holds(World world) {
        return holds(Facts.in(world));
    }

    default double credit(World world) {
        return credit(Facts.in(world));
    }

    /// How much of an AND around it this is: the leaves that have to be true.
    int weight();

    /// The same tree with other leaves.
    default Goal withLeaves(UnaryOperator<Leaf> change) {
        return switch (this) {
            case Leaf leaf -> change.apply(leaf);
            case All(List<Goal> parts) -> new All(withLeaves(parts, change));
            case Any(List<Goal> parts) -> new Any(withLeaves(parts, change));
            case AtLeast(int count, List<Goal> parts) -> new AtLeast(count, withLeaves(parts, change));
            case Pairs(int needed, List<List<Goal>> rows) ->
                new Pairs(
                        needed,
                        rows.stream().map(row -> withLeaves(row, change)).toList());
        };
    }

    private static List<Goal> withLeaves(List<Goal> parts, UnaryOperator<Leaf> change) {
        return parts.stream().map(part -> part.withLeaves(change)).toList();
    }

    /// One ground fact, wanted or not wanted.
    ///
    /// @param first an entity; or a substance, counted from the number of entities on
    /// @param second an entity or a substance, as the predicate has it; 0 if it is about one thing
    record Leaf(Predicate predicate, int first, int second, boolean wanted) implements Goal {
        /// The same of the first, at another place.
        public Leaf at(int place) {
            return new Leaf(predicate, first, place, wanted);
        }

        @Override
        public boolean holds(Truths truths) {
            return truths.isMet(this);
        }

        @Override
        public double credit(Truths truths) {
            return holds(truths) ? 1 : 0;
        }

        @Override
        public int weight() {
            return 1;
        }
    }

    /// AND, and for all: the weighted mean.
    record All(List<Goal> parts) implements Goal {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Truths truths) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).holds(truths)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public double credit(Truths truths) {
            double sum = 0;
            int weights = 0;
            for (Goal part : parts) {
                sum += part.weight() * part.credit(truths);
                weights += part.weight();
            }
            return weights == 0 || holds(truths) ? 1 : Math.min(sum / weights, Math.nextDown(1.0));
        }

        @Override
        public int weight() {
            return parts.stream().mapToInt(Goal::weight).sum();
        }
    }

    /// OR, and exists: the best.
    record Any(List<Goal> parts) implements Goal {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Truths truths) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).holds(truths)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public double credit(Truths truths) {
            return parts.stream().mapToDouble(part -> part.credit(truths)).max().orElse(0);
        }

        @Override
        public int weight() {
            return parts.stream().mapToInt(Goal::weight).max().orElse(1);
        }
    }

    /// At least `count` of the parts: the mean of the best `count`.
    record AtLeast(int count, List<Goal> parts) implements Goal {
        public AtLeast {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Truths truths) {
            int missing = count;
            for (int i = 0; i < parts.size() && missing > 0; i++) {
                missing -= parts.get(i).holds(truths) ? 1 : 0;
            }
            return missing <= 0;
        }

        @Override
        public double credit(Truths truths) {
            double[] credits = parts.stream()
                    .mapToDouble(part -> part.credit(truths))
                    .sorted()
                    .toArray();
            double sum = 0;
            for (int i = credits.length - 1; i >= Math.max(0, credits.length - count); i--) {
                sum += credits[i];
            }
            return holds(truths) ? 1 : Math.min(sum / count, Math.nextDown(1.0));
        }

        @Override
        public int weight() {
            int most = parts.stream().mapToInt(Goal::weight).max().orElse(1);
            return Math.max(1, count * most);
        }
    }

    /// So many pairs of a row and a column, none twice: the largest matching over what is needed.
    record Pairs(int needed, List<List<Goal>> rows) implements Goal {
        public Pairs {
            rows = rows.stream().map(List::copyOf).toList();
        }

        @Override
        public boolean holds(Truths truths) {
            return Matching.size(truths, rows) >= needed;
        }

        @Override
        public double credit(Truths truths) {
            return needed == 0 ? 1 : Math.min(1, Matching.size(truths, rows) / (double) needed);
        }

        @Override
        public int weight() {
            return Math.max(1, needed);
        }
    }
}
