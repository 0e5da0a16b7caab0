package dev.firsthand.bench.activity;

import dev.firsthand.bench.activity.Formula.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns a formula into a [Goal]: objects for variables, negations moved inwards.
final class Grounding {
    private final Definition definition;
    private final Hierarchy hierarchy;
    private final Symbols symbols;
    private final int entities;
    private final Map<String, String> values = new HashMap<>();

    Grounding(Definition definition, Hierarchy hierarchy, Symbols symbols, int entities) {
        this.definition = definition;
        this.hierarchy = hierarchy;
        this.symbols = symbols;
        this.entities = entities;
    }

    Goal ground() {
        return ground(definition.goal(), true);
    }

    private Goal ground(Formula formula, boolean wanted) {
        return switch (formula) {
            case Formula.Atom atom -> leaf(atom, wanted);
            case Formula.Not(Formula body) -> ground(body, !wanted);
            case Formula.And(List<Formula> parts) -> join(groundAll(parts, wanted), wanted);
            case Formula.Or(List<Formula> parts) -> join(groundAll(parts, wanted), !wanted);
            case Formula.Imply(Formula premise, Formula conclusion) ->
                join(List.of(ground(premise, !wanted), ground(conclusion, wanted)), !wanted);
            case Formula.ForAll(Variable variable, Formula body) -> join(forEach(variable, body, wanted), wanted);
            case Formula.Exists(Variable variable, Formula body) -> join(forEach(variable, body, wanted), !wanted);
            case Formula.ForN(int count, Variable variable, Formula body) ->
                atLeast(count, forEach(variable, body, wanted), wanted);
            case Formula.ForPairs(Variable one, Variable other, Formula body) ->
                pairs(Math.min(objects(one).size(), objects(other).size()), rows(one, other, body), wanted);
            case Formula.ForNPairs(int count, Variable one, Variable other, Formula body) ->
                pairs(count, rows(one, other, body), wanted);
        };
    }

    private List<Goal> groundAll(List<Formula> parts, boolean wanted) {
        return parts.stream().map(part -> ground(part, wanted)).toList();
    }

    private static Goal join(List<Goal> parts, boolean all) {
        return all
                ? new Goal.All(
                        parts.stream().filter(part -> !isWithItself(part)).toList())
                : new Goal.Any(parts);
    }

    /// "All of them next to each other" asks nothing of a thing and itself.
    private static boolean isWithItself(Goal part) {
        return part instanceof Goal.Leaf leaf
                && (leaf.predicate() == Predicate.NEXTTO || leaf.predicate() == Predicate.TOUCHING)
                && leaf.first() == leaf.second();
    }

    /// Not at least n of m is at least m - n + 1 that are not.
    private static Goal atLeast(int count, List<Goal> parts, boolean wanted) {
        return new Goal.AtLeast(wanted ? count : Math.max(0, parts.size() - count + 1), parts);
    }

    private static Goal pairs(int needed, List<List<Goal>> rows, boolean wanted) {
        if (!wanted) {
            throw new IllegalArgumentException("`not` around forpairs has no meaning that a score could follow");
        }
        return new Goal.Pairs(needed, rows);
    }

    private List<String> objects(Variable variable) {
        return definition.ofCategory(variable.category(), hierarchy);
    }

    private List<Goal> forEach(Variable variable, Formula body, boolean wanted) {
        var parts = new ArrayList<Goal>();
        String outer = values.get(variable.name());
        for (String object : objects(variable)) {
            values.put(variable.name(), object);
            parts.add(ground(body, wanted));
        }
        if (outer == null) {
            values.remove(variable.name());
        } else {
            values.put(variable.name(), outer);
        }
        return parts;
    }

    private List<List<Goal>> rows(Variable one, Variable other, Formula body) {
        var rows = new ArrayList<List<Goal>>();
        for (String object : objects(one)) {
            values.put(one.name(), object);
            rows.add(forEach(other, body, true));
        }
        values.remove(one.name());
        return rows;
    }

    private Goal leaf(Formula.Atom atom, boolean wanted) {
        Predicate predicate = atom.predicate();
        int first = symbols.of(values.getOrDefault(atom.first(), atom.first()));
        int second = predicate.arity() == 1 ? 0 : symbols.of(values.getOrDefault(atom.second(), atom.second()));
        boolean isSubstance = predicate.kind() == Predicate.Kind.THING_AND_SUBSTANCE;
        return new Goal.Leaf(predicate, first, isSubstance ? second - entities : second, wanted);
    }
}
