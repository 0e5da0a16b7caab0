package dev.firsthand.bench.activity;

import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Recipe;
import dev.firsthand.bench.world.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// The recipes of one definition, by the names of what shall come to be: half, diced, cooked, melted. Anything else is
/// mixed from the ingredients that the definition brings and its goal does not name. Ours, until upstream's rules come.
final class RecipeTable {
    private static final String HALF = "half__";
    private static final String DICED = "diced__";
    private static final List<String> BY_HEAT = List.of("cooked__", "melted__");
    private static final Set<Trait> OF_TOOLS =
            Set.of(Trait.CLEANER, Trait.SLICER, Trait.IGNITER, Trait.CONTAINER, Trait.HEAT_SOURCE, Trait.OPENABLE);
    private static final Set<String> TOOLS = Set.of(
            "spoon",
            "fork",
            "whisk",
            "tablespoon",
            "teaspoon",
            "mixer",
            "chopping_board",
            "tray",
            "cookie_sheet",
            "peeler",
            "plate",
            "agent",
            "spatula",
            "ladle",
            "opener",
            "wooden_spoon",
            "electric_mixer",
            "pan");

    private final Uses uses;
    private final Definition definition;
    private final Function<String, Integer> entity;
    private final ToIntFunction<String> substanceOfCategory;
    private final List<Recipe> recipes = new ArrayList<>();

    /// @param entity the number of an object that is a thing
    /// @param substanceOfCategory the index of a substance, which is added if the home has none of it
    RecipeTable(Uses uses, Function<String, Integer> entity, ToIntFunction<String> substanceOfCategory) {
        this.uses = uses;
        definition = uses.definition;
        this.entity = entity;
        this.substanceOfCategory = substanceOfCategory;
    }

    List<Recipe> read() {
        var mixed = new ArrayList<String>();
        var halves = new ArrayList<String>();
        for (String future : uses.futures) {
            String stem = stem(future);
            if (stem.startsWith(HALF)) {
                halves.add(future);
            } else if (!(stem.startsWith(DICED) && dice(stem.substring(DICED.length()), category(future)))
                    && !isByHeat(stem, future)) {
                mixed.add(future);
            }
        }
        halve(halves);
        if (!mixed.isEmpty()) {
            recipes.add(new Recipe(
                    Op.PRESS, things(ingredients()), substances(ingredients()), things(mixed), substances(mixed)));
        }
        return recipes;
    }

    /// Halves go to what they are halves of, an equal share each.
    private void halve(List<String> halves) {
        for (String stem : halves.stream().map(this::stem).distinct().toList()) {
            List<String> pieces =
                    halves.stream().filter(half -> stem(half).equals(stem)).toList();
            List<String> wholes = thingsOfStem(stem.substring(HALF.length()));
            for (int i = 0; i < wholes.size(); i++) {
                int from = pieces.size() * i / wholes.size();
                int to = pieces.size() * (i + 1) / wholes.size();
                cut(wholes.get(i), things(pieces.subList(from, to)), List.of());
            }
        }
    }

    private boolean dice(String whole, String category) {
        List<String> wholes = thingsOfStem(HALF + whole);
        wholes = wholes.isEmpty() ? thingsOfStem(whole) : wholes;
        wholes.forEach(thing -> cut(thing, List.of(), List.of(substanceOfCategory.applyAsInt(category))));
        return !wholes.isEmpty();
    }

    private void cut(String thing, List<Integer> madeThings, List<Integer> madeSubstances) {
        recipes.add(new Recipe(Op.CUT, List.of(entity.apply(thing)), List.of(), madeThings, madeSubstances));
    }

    private boolean isByHeat(String stem, String future) {
        for (String prefix : BY_HEAT) {
            if (stem.startsWith(prefix) && isRawThere(stem.substring(prefix.length()), future)) {
                return true;
            }
        }
        return false;
    }

    /// Heat makes it of a substance, of things one by one, or of what is first diced.
    private boolean isRawThere(String raw, String future) {
        List<String> sources = ofStem(raw);
        if (!sources.isEmpty()) {
            boolean isSubstance = uses.substances.contains(sources.getFirst());
            List<List<String>> portions = isSubstance
                    ? List.of(sources)
                    : sources.stream().map(List::of).toList();
            portions.forEach(portion -> recipes.add(new Recipe(
                    Op.TOGGLE,
                    things(portion),
                    substances(portion),
                    things(List.of(future)),
                    substances(List.of(future)))));
            return true;
        }
        String diced = raw + ".n.01";
        if (raw.startsWith(DICED) && dice(raw.substring(DICED.length()), diced)) {
            recipes.add(new Recipe(
                    Op.TOGGLE,
                    List.of(),
                    List.of(substanceOfCategory.applyAsInt(diced)),
                    things(List.of(future)),
                    substances(List.of(future))));
            return true;
        }
        return false;
    }

    private List<String> ingredients() {
        var holders = new ArrayList<String>();
        var dirt = new ArrayList<String>();
        for (Literal literal : definition.beginning()) {
            boolean isDirt = literal.predicate() == Predicate.COVERED;
            (isDirt ? dirt : holders).add(literal.second());
        }
        return definition.categories().keySet().stream()
                .filter(object -> !uses.inGoal.contains(object) && !uses.futures.contains(object))
                .filter(object -> !uses.rooms.containsKey(object) && !isRawOfAFuture(object))
                .filter(object -> uses.substances.contains(object)
                        ? !dirt.contains(object) || holders.contains(object)
                        : !holders.contains(object) && !isTool(object))
                .toList();
    }

    private boolean isRawOfAFuture(String object) {
        return uses.futures.stream().anyMatch(future -> stem(future).endsWith("__" + stem(object)));
    }

    private boolean isTool(String object) {
        Set<Trait> traits = uses.traits(object);
        return TOOLS.contains(stem(object)) || traits.stream().anyMatch(OF_TOOLS::contains);
    }

    private List<Integer> things(List<String> objects) {
        return objects.stream()
                .filter(object -> !uses.substances.contains(object))
                .map(entity)
                .toList();
    }

    private List<Integer> substances(List<String> objects) {
        return objects.stream()
                .filter(uses.substances::contains)
                .map(object -> substanceOfCategory.applyAsInt(category(object)))
                .distinct()
                .toList();
    }

    private List<String> ofStem(String stem) {
        return definition.categories().keySet().stream()
                .filter(object -> stem(object).equals(stem))
                .toList();
    }

    private List<String> thingsOfStem(String stem) {
        return ofStem(stem).stream()
                .filter(object -> !uses.substances.contains(object))
                .toList();
    }

    private String category(String object) {
        return definition.category(object);
    }

    private String stem(String object) {
        return Vocabulary.stem(category(object));
    }
}
