package dev.firsthand.bench.activity;

import dev.firsthand.bench.world.Recipe;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Judges a definition without carrying it out. That it can be solved, only the oracle's run proves.
public final class Lint {
    private static final Set<Predicate> OF_PARENTS =
            Set.of(Predicate.ONTOP, Predicate.UNDER, Predicate.ATTACHED, Predicate.DRAPED, Predicate.OVERLAID);

    private final Definition definition;
    private final ActivityHome.LaidOut home;
    private final Activity activity;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(Definition definition) {
        this.definition = definition;
        home = ActivityHome.of(definition);
        activity = home.activity("");
    }

    public static List<Finding> of(Definition definition) {
        var lint = new Lint(definition);
        lint.judgeStart();
        lint.judgeParents();
        lint.judgeObjects();
        lint.judgeRecipes();
        return List.copyOf(lint.findings);
    }

    private void judgeStart() {
        World world = new World(home.plan(), 0);
        if (activity.goal().holds(world)) {
            tell(Finding.Code.TRUE_AT_START, "the goal is true before anybody does anything");
        } else if (activity.goal().credit(world) > 0) {
            tell(
                    Finding.Code.PARTLY_TRUE_AT_START,
                    "%.3f of the goal is true at the start"
                            .formatted(activity.goal().credit(world)));
        }
        activity.supplied().forEach(tool -> tell(Finding.Code.TOOL_MISSING, "%s had to be added".formatted(tool)));
    }

    /// A leaf that must be true gives its thing a parent; two different ones can't both.
    private void judgeParents() {
        Map<Integer, Goal.Leaf> parents = new HashMap<>();
        for (Goal.Leaf leaf : required(activity.goal())) {
            boolean isFloor = leaf.predicate() == Predicate.ONTOP && home.plan().has(leaf.second(), Trait.FLOOR);
            if (!OF_PARENTS.contains(leaf.predicate()) || !leaf.wanted() || isFloor) {
                continue;
            }
            Goal.Leaf other = parents.putIfAbsent(leaf.first(), leaf);
            if (other != null && !other.equals(leaf)) {
                tell(
                        Finding.Code.CONTRADICTORY,
                        "%s can't be %s %s and %s %s"
                                .formatted(
                                        name(leaf.first()),
                                        other.predicate().word(),
                                        name(other.second()),
                                        leaf.predicate().word(),
                                        name(leaf.second())));
            }
        }
    }

    private static List<Goal.Leaf> required(Goal goal) {
        return switch (goal) {
            case Goal.Leaf leaf -> List.of(leaf);
            case Goal.All(List<Goal> parts) ->
                parts.stream().flatMap(part -> required(part).stream()).toList();
            case Goal.Any(List<Goal> parts) -> parts.size() == 1 ? required(parts.getFirst()) : List.of();
            case Goal.AtLeast(int count, List<Goal> parts) -> List.of();
            case Goal.Pairs(int needed, List<List<Goal>> rows) -> List.of();
        };
    }

    private String name(int entity) {
        return home.plan().nameOf(entity);
    }

    private void judgeObjects() {
        var used = new HashSet<String>();
        for (Literal literal : definition.beginning()) {
            used.add(literal.first());
            used.add(literal.second());
        }
        for (String object : definition.categories().keySet()) {
            if (!used.contains(object)) {
                tell(Finding.Code.OBJECT_UNUSED, "%s is nowhere at the start".formatted(object));
            }
        }
        categories(definition.goal()).stream()
                .filter(category ->
                        definition.ofCategory(category, Hierarchy.FLAT).isEmpty())
                .distinct()
                .forEach(category -> tell(Finding.Code.CATEGORY_EMPTY, "no object is a %s".formatted(category)));
    }

    private static List<String> categories(Formula formula) {
        return switch (formula) {
            case Formula.Atom atom -> List.of();
            case Formula.Not(Formula body) -> categories(body);
            case Formula.And(List<Formula> parts) -> categoriesOf(parts);
            case Formula.Or(List<Formula> parts) -> categoriesOf(parts);
            case Formula.Imply(Formula premise, Formula conclusion) -> categoriesOf(List.of(premise, conclusion));
            case Formula.ForAll(Formula.Variable one, Formula body) -> with(body, one);
            case Formula.Exists(Formula.Variable one, Formula body) -> with(body, one);
            case Formula.ForN(int count, Formula.Variable one, Formula body) -> with(body, one);
            case Formula.ForPairs(Formula.Variable one, Formula.Variable other, Formula body) -> with(body, one, other);
            case Formula.ForNPairs(int n, Formula.Variable one, Formula.Variable other, Formula body) ->
                with(body, one, other);
        };
    }

    private static List<String> categoriesOf(List<Formula> parts) {
        return parts.stream().flatMap(part -> categories(part).stream()).toList();
    }

    private static List<String> with(Formula body, Formula.Variable... variables) {
        var all = new ArrayList<>(categories(body));
        for (Formula.Variable variable : variables) {
            all.add(variable.category());
        }
        return all;
    }

    private void judgeRecipes() {
        for (Recipe recipe : home.plan().recipes()) {
            if (recipe.things().isEmpty() && recipe.substances().isEmpty()) {
                tell(Finding.Code.RECIPE_MISSING, "nothing is there to make it of: " + definition.name());
            }
        }
    }

    private void tell(Finding.Code code, String about) {
        findings.add(new Finding(code, definition.name(), about));
    }
}
