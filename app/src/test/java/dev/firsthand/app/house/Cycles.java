package dev.firsthand.app.house;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Circles in a graph of names.
final class Cycles {
    private Cycles() {}

    /// Circles, each as the names along it with the first one again at its end. An empty list means that there is none;
    /// mending those told leaves none.
    static List<List<String>> in(Map<String, Set<String>> arrows) {
        var open = new TreeMap<String, Set<String>>();
        arrows.forEach((from, to) -> open.put(from, new TreeSet<>(to)));
        var cycles = new ArrayList<List<String>>();
        for (Optional<List<String>> cycle = first(open); cycle.isPresent(); cycle = first(open)) {
            List<String> names = cycle.get();
            cycles.add(names);
            open.getOrDefault(names.get(names.size() - 2), new TreeSet<>()).remove(names.getLast());
        }
        return cycles;
    }

    private static Optional<List<String>> first(Map<String, Set<String>> arrows) {
        var done = new HashSet<String>();
        for (String start : arrows.keySet()) {
            var cycle = from(start, new ArrayList<>(), done, arrows);
            if (cycle.isPresent()) {
                return cycle;
            }
        }
        return Optional.empty();
    }

    private static Optional<List<String>> from(
            String name, List<String> path, Set<String> done, Map<String, Set<String>> arrows) {
        int earlier = path.indexOf(name);
        if (earlier >= 0) {
            var cycle = new ArrayList<>(path.subList(earlier, path.size()));
            cycle.add(name);
            return Optional.of(cycle);
        }
        if (!done.add(name)) {
            return Optional.empty();
        }
        path.add(name);
        for (String next : arrows.getOrDefault(name, Set.of())) {
            var cycle = from(next, path, done, arrows);
            if (cycle.isPresent()) {
                return cycle;
            }
        }
        path.removeLast();
        return Optional.empty();
    }
}
