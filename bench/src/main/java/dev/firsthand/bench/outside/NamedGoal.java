package dev.firsthand.bench.outside;

import dev.firsthand.bench.activity.Definition;
import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.activity.GoalBook;
import dev.firsthand.bench.activity.Literal;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.activity.Symbols;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The goal of a definition in a world that is not ours: its leaves keep the names that the definition gives.
public final class NamedGoal {
    private final Goal goal;
    private final List<String> names;

    private NamedGoal(Goal goal, List<String> names) {
        this.goal = goal;
        this.names = names;
    }

    /// Something that is so or not. `second` is empty if the predicate is about one thing.
    public record Fact(Predicate predicate, String first, String second) {
        @Override
        public String toString() {
            return "%s %s %s".formatted(predicate.word(), first, second).strip();
        }
    }

    /// What somebody found who looked.
    public enum Truth {
        TRUE,
        FALSE,
        UNKNOWN
    }

    /// @throws IllegalArgumentException if the goal has no meaning that a score could follow
    static NamedGoal of(Definition definition) {
        var numbers = new LinkedHashMap<String, Integer>();
        definition.categories().keySet().forEach(name -> numbers.put(name, numbers.size()));
        for (Literal literal : definition.beginning()) {
            if (literal.predicate().kind() == Predicate.Kind.THING_AND_ROOM) {
                numbers.putIfAbsent(literal.second(), numbers.size());
            }
        }
        return new NamedGoal(Goal.of(definition, new Symbols(numbers)), List.copyOf(numbers.keySet()));
    }

    /// What has to be known to judge it, each once.
    Set<Fact> facts() {
        var facts = new LinkedHashSet<Fact>();
        GoalBook.leaves(goal).forEach(leaf -> facts.add(fact(leaf)));
        return facts;
    }

    /// The names of what it is about.
    Set<String> names() {
        var about = new LinkedHashSet<String>();
        facts().forEach(fact -> about.addAll(List.of(fact.first(), fact.second())));
        return about;
    }

    /// The share that is so, from 0 to 1. What is not known counts as not so, and as not not so.
    double credit(Map<Fact, Truth> found) {
        Goal.Truths truths = leaf -> found.get(fact(leaf)) == (leaf.wanted() ? Truth.TRUE : Truth.FALSE);
        return goal.credit(truths);
    }

    private Fact fact(Goal.Leaf leaf) {
        boolean isOfTwo = leaf.predicate().arity() == 2;
        return new Fact(leaf.predicate(), names.get(leaf.first()), isOfTwo ? names.get(leaf.second()) : "");
    }
}
