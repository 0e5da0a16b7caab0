package dev.firsthand.bench.activity;

import dev.firsthand.bench.world.Trait;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The kinds of tools without which a goal can't come true.
final class Needs {
    private final Uses uses;
    private final Set<Trait> needed = new TreeSet<>();

    private Needs(Uses uses) {
        this.uses = uses;
    }

    static Set<Trait> of(Uses uses) {
        var needs = new Needs(uses);
        needs.walk(uses.definition.goal(), true);
        for (String future : uses.futures) {
            needs.make(Vocabulary.stem(uses.definition.category(future)));
        }
        return needs.needed;
    }

    private void make(String stem) {
        if (stem.startsWith("half__") || stem.contains("diced__")) {
            needed.add(Trait.SLICER);
        }
        if (stem.startsWith("cooked__") || stem.startsWith("melted__")) {
            needed.add(Trait.HEAT_SOURCE);
        }
    }

    private void walk(Formula formula, boolean wanted) {
        switch (formula) {
            case Formula.Atom(Predicate predicate, String first, String second) -> add(predicate, first, wanted);
            case Formula.Not(Formula body) -> walk(body, !wanted);
            case Formula.And(List<Formula> parts) -> parts.forEach(part -> walk(part, wanted));
            case Formula.Or(List<Formula> parts) -> parts.forEach(part -> walk(part, wanted));
            case Formula.Imply(Formula premise, Formula conclusion) -> {
                walk(premise, !wanted);
                walk(conclusion, wanted);
            }
            case Formula.ForAll(Formula.Variable variable, Formula body) -> walk(body, wanted);
            case Formula.Exists(Formula.Variable variable, Formula body) -> walk(body, wanted);
            case Formula.ForN(int count, Formula.Variable variable, Formula body) -> walk(body, wanted);
            case Formula.ForPairs(Formula.Variable one, Formula.Variable other, Formula body) -> walk(body, wanted);
            case Formula.ForNPairs(int n, Formula.Variable one, Formula.Variable other, Formula body) ->
                walk(body, wanted);
        }
    }

    private void add(Predicate predicate, String first, boolean wanted) {
        if (predicate == Predicate.COVERED && !wanted) {
            needed.add(Trait.CLEANER);
        }
        if (!wanted) {
            return;
        }
        boolean isCookedAlready = uses.definition.beginning().stream()
                .anyMatch(literal ->
                        literal.predicate() == predicate && literal.first().equals(first));
        if ((predicate == Predicate.COOKED || predicate == Predicate.HOT) && !isCookedAlready) {
            needed.add(Trait.HEAT_SOURCE);
        }
        if (predicate == Predicate.FROZEN) {
            needed.add(Trait.COLD_SOURCE);
        }
        if (predicate == Predicate.ON_FIRE) {
            needed.add(Trait.IGNITER);
        }
    }
}
