package dev.firsthand.bench.activity;

import dev.firsthand.bench.world.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a definition uses its objects: what is a substance, what stands in a room, what a thing must be able to do.
final class Uses {
    private static final Set<Predicate> PLACING =
            Set.of(Predicate.INSIDE, Predicate.ONTOP, Predicate.UNDER, Predicate.DRAPED, Predicate.OVERLAID);

    final Definition definition;
    /// Objects that are substances.
    final Set<String> substances = new HashSet<>();
    /// The room type of what stands in one from the start.
    final Map<String, String> rooms = new HashMap<>();
    /// Objects that are made by a recipe.
    final List<String> futures = new ArrayList<>();
    /// Objects that the goal names, by itself or by its category.
    final Set<String> inGoal = new HashSet<>();

    /// Objects that the goal wants in, on or under something.
    final Set<String> moved = new HashSet<>();

    private final Map<String, Set<Trait>> traits = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    Uses(Definition definition) {
        this.definition = definition;
        for (Literal literal : definition.beginning()) {
            use(literal.predicate(), List.of(literal.first()), objectsOf(literal.second()));
            if (literal.predicate() == Predicate.INROOM) {
                rooms.put(literal.first(), literal.second());
            }
            if (literal.predicate() == Predicate.FUTURE) {
                futures.add(literal.first());
            }
        }
        walk(definition.goal(), true);
    }

    Set<Trait> traits(String object) {
        Set<Trait> all = EnumSet.noneOf(Trait.class);
        all.addAll(Vocabulary.traits(definition.category(object)));
        all.addAll(traits.getOrDefault(object, Set.of()));
        return all;
    }

    private void walk(Formula formula, boolean wanted) {
        switch (formula) {
            case Formula.Atom atom -> walkAtom(atom, wanted);
            case Formula.Not(Formula body) -> walk(body, !wanted);
            case Formula.And(List<Formula> parts) -> parts.forEach(part -> walk(part, wanted));
            case Formula.Or(List<Formula> parts) -> parts.forEach(part -> walk(part, wanted));
            case Formula.Imply(Formula premise, Formula conclusion) -> {
                walk(premise, !wanted);
                walk(conclusion, wanted);
            }
            case Formula.ForAll(Formula.Variable variable, Formula body) -> walkWithin(variable, body, wanted);
            case Formula.Exists(Formula.Variable variable, Formula body) -> walkWithin(variable, body, wanted);
            case Formula.ForN(int count, Formula.Variable variable, Formula body) -> walkWithin(variable, body, wanted);
            case Formula.ForPairs(Formula.Variable one, Formula.Variable other, Formula body) -> {
                variables.put(one.name(), one.category());
                walkWithin(other, body, wanted);
            }
            case Formula.ForNPairs(int count, Formula.Variable one, Formula.Variable other, Formula body) -> {
                variables.put(one.name(), one.category());
                walkWithin(other, body, wanted);
            }
        }
    }

    private void walkWithin(Formula.Variable variable, Formula body, boolean wanted) {
        variables.put(variable.name(), variable.category());
        walk(body, wanted);
    }

    private void walkAtom(Formula.Atom atom, boolean wanted) {
        List<String> first = objectsOf(atom.first());
        List<String> second = objectsOf(atom.second());
        inGoal.addAll(first);
        inGoal.addAll(second);
        use(atom.predicate(), first, second);
        if (wanted && PLACING.contains(atom.predicate())) {
            moved.addAll(first);
        }
        if (atom.predicate() == Predicate.BROKEN && !wanted) {
            first.forEach(object -> needs(object, Trait.MENDABLE));
        }
    }

    private List<String> objectsOf(String term) {
        if (term.startsWith("?")) {
            return definition.ofCategory(variables.getOrDefault(term, ""), Hierarchy.FLAT);
        }
        return term.isEmpty() ? List.of() : List.of(term);
    }

    private void use(Predicate predicate, List<String> first, List<String> second) {
        if (predicate.kind() == Predicate.Kind.THING_AND_SUBSTANCE) {
            substances.addAll(second);
        }
        switch (predicate) {
            case INSIDE -> second.forEach(object -> needs(object, Trait.CONTAINER));
            case FILLED, CONTAINS -> first.forEach(object -> needs(object, Trait.CONTAINER));
            case SATURATED -> first.forEach(object -> needs(object, Trait.ABSORBENT));
            case TOGGLED_ON -> first.forEach(object -> needs(object, Trait.TOGGLEABLE));
            case OPEN -> first.forEach(object -> needs(object, Trait.OPENABLE));
            case ONTOP, UNDER, NEXTTO, TOUCHING, ATTACHED, DRAPED, OVERLAID, INROOM, COVERED, INSOURCE, COOKED -> {}
            case FROZEN, HOT, FOLDED, UNFOLDED, ON_FIRE, BROKEN, ASSEMBLED, FUTURE, REAL -> {}
        }
    }

    private void needs(String object, Trait trait) {
        traits.computeIfAbsent(object, one -> EnumSet.noneOf(Trait.class)).add(trait);
    }
}
