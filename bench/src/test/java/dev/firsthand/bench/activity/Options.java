package dev.firsthand.bench.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Every way to fulfil a goal, written out: what the benchmark never does with real goals, as the worst of them
/// has more than 10^10. Shares nothing with [Goal#credit].
final class Options {
    private Options() {}

    /// One way: what has to be true, each with its share of the whole.
    record Way(List<Part> parts) {
        double credit(Goal.Truths truths) {
            return parts.stream()
                    .filter(part -> part.leaves().stream().allMatch(truths::isMet))
                    .mapToDouble(Part::share)
                    .sum();
        }

        private Way scaled(double by) {
            return new Way(parts.stream()
                    .map(part -> new Part(part.leaves(), part.share() * by))
                    .toList());
        }

        private Way and(Way other) {
            var all = new ArrayList<>(parts);
            all.addAll(other.parts);
            return new Way(all);
        }
    }

    /// Leaves that count only together.
    record Part(List<Goal.Leaf> leaves, double share) {}

    /// How many ways there are; a double, as they may be more than any whole number holds.
    static double count(Goal goal) {
        return switch (goal) {
            case Goal.Leaf leaf -> 1;
            case Goal.All(List<Goal> parts) ->
                parts.stream().mapToDouble(Options::count).reduce(1, (a, b) -> a * b);
            case Goal.Any(List<Goal> parts) ->
                parts.stream().mapToDouble(Options::count).sum();
            case Goal.AtLeast(int count, List<Goal> parts) -> countOfSubsets(count, parts);
            case Goal.Pairs(int needed, List<List<Goal>> rows) -> countOfPairs(needed, rows);
        };
    }

    /// The elementary symmetric polynomial.
    private static double countOfSubsets(int count, List<Goal> parts) {
        double[] ways = new double[count + 1];
        ways[0] = 1;
        for (Goal part : parts) {
            for (int k = count; k > 0; k--) {
                ways[k] += ways[k - 1] * count(part);
            }
        }
        return ways[count];
    }

    private static double countOfPairs(int needed, List<List<Goal>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        double ways = 1;
        for (int pair = 0; pair < needed; pair++) {
            ways *= (rows.size() - pair) * (double) (columns - pair) / (pair + 1);
        }
        return ways;
    }

    static List<Way> of(Goal goal) {
        return switch (goal) {
            case Goal.Leaf leaf -> List.of(new Way(List.of(new Part(List.of(leaf), 1))));
            case Goal.All(List<Goal> parts) -> together(parts, weight(goal));
            case Goal.Any(List<Goal> parts) ->
                parts.stream().flatMap(part -> of(part).stream()).toList();
            case Goal.AtLeast(int count, List<Goal> parts) -> subsets(count, parts, 0, 1.0 / count);
            case Goal.Pairs(int needed, List<List<Goal>> rows) -> pairs(needed, rows, 0, new TreeSet<>());
        };
    }

    /// How many leaves have to be true at the most.
    private static int weight(Goal goal) {
        return switch (goal) {
            case Goal.Leaf leaf -> 1;
            case Goal.All(List<Goal> parts) ->
                parts.stream().mapToInt(Options::weight).sum();
            case Goal.Any(List<Goal> parts) -> most(parts);
            case Goal.AtLeast(int count, List<Goal> parts) -> Math.max(1, count * most(parts));
            case Goal.Pairs(int needed, List<List<Goal>> rows) -> Math.max(1, needed);
        };
    }

    private static int most(List<Goal> parts) {
        return parts.stream().mapToInt(Options::weight).max().orElse(1);
    }

    private static List<Way> together(List<Goal> parts, int weight) {
        List<Way> all = List.of(new Way(List.of()));
        for (Goal part : parts) {
            List<Way> longer = new ArrayList<>();
            for (Way start : all) {
                of(part).forEach(way -> longer.add(start.and(way.scaled(weight(part) / (double) weight))));
            }
            all = longer;
        }
        return all;
    }

    /// The parts from one on, so many of which are still wanted.
    private static List<Way> subsets(int wanted, List<Goal> parts, int from, double share) {
        if (wanted == 0) {
            return List.of(new Way(List.of()));
        }
        if (from == parts.size()) {
            return List.of();
        }
        List<Way> all = new ArrayList<>(subsets(wanted, parts, from + 1, share));
        List<Way> rest = subsets(wanted - 1, parts, from + 1, share);
        of(parts.get(from))
                .forEach(way -> rest.forEach(more -> all.add(way.scaled(share).and(more))));
        return all;
    }

    /// A row may be passed over; no column is taken twice.
    private static List<Way> pairs(int needed, List<List<Goal>> rows, int row, Set<Integer> taken) {
        if (taken.size() == needed) {
            return List.of(new Way(List.of()));
        }
        if (row == rows.size()) {
            return List.of();
        }
        List<Way> all = new ArrayList<>(pairs(needed, rows, row + 1, taken));
        for (int column = 0; column < rows.get(row).size(); column++) {
            if (taken.add(column)) {
                Way pair =
                        new Way(List.of(new Part(GoalBook.leaves(rows.get(row).get(column)), 1.0 / needed)));
                pairs(needed, rows, row + 1, taken).forEach(rest -> all.add(pair.and(rest)));
                taken.remove(column);
            }
        }
        return all;
    }
}
