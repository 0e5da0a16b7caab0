package dev.firsthand.bench.activity;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// Which category is a kind of which: a quantifier over fruit means apples too. A category is a kind of itself.
public record Hierarchy(Map<String, String> parents) {
    private static final int DEPTH_MAX = 32;

    /// Every category for itself: what the definitions need that name leaves only.
    public static final Hierarchy FLAT = new Hierarchy(Map.of());

    public Hierarchy {
        parents = Map.copyOf(parents);
    }

    /// One line for each category: the category, a space, the one it is a kind of.
    public static Hierarchy read(String lines) {
        var parents = new HashMap<String, String>();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] words = line.strip().split("\\s+", 2);
            if (words.length != 2) {
                throw new IllegalArgumentException("expected `category parent`, found `%s`".formatted(line));
            }
            parents.put(words[0], words[1]);
        });
        return new Hierarchy(parents);
    }

    public boolean isA(String category, String ancestor) {
        String at = category;
        for (int depth = 0; at != null && depth < DEPTH_MAX; depth++) {
            if (at.equals(ancestor)) {
                return true;
            }
            at = parents.get(at);
        }
        return false;
    }

    /// The categories below one that have none below themselves.
    public TreeSet<String> leaves(String category) {
        var leaves = new TreeSet<String>();
        for (String child : parents.keySet()) {
            if (isA(child, category) && !parents.containsValue(child)) {
                leaves.add(child);
            }
        }
        if (leaves.isEmpty()) {
            leaves.add(category);
        }
        return leaves;
    }
}
